"""Tells the operator why a turn failed: the kind of fault and its place, never what was said."""


def report(text: str, fault: BaseException | None = None) -> None:
    """Log an error; of a fault only its type and the last line it passed, as its message may quote somebody."""
    _log("error", f"{text}: {type(fault).__name__} at {_place(fault)}" if fault else text)


def note(text: str) -> None:
    """Log what is worth knowing and no error."""
    _log("info", text)


def _log(level: str, text: str) -> None:
    import logging  # only when there is something to say: it would be a tenth of a cold start

    getattr(logging.getLogger("upper_back_guide"), level)(text)


def _place(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown place"
