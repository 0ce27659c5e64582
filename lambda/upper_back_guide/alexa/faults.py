"""Tells the operator why a turn failed: the kind of fault and its place, never what was said."""


def report(text: str, fault: BaseException | None = None) -> None:
    """Log one line; of a fault only its type and the last line of ours it passed, as its message may quote somebody."""
    import logging  # only when there is something to report: it would be a tenth of a cold start

    logging.getLogger("upper_back_guide").error(f"{text}: {type(fault).__name__} at {_place(fault)}" if fault else text)


def _place(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown place"
