"""Numbers as they are written into pictures."""


def short(number: float) -> str:
    """A number to one decimal, with nothing that can be left out.

    It is pushed off the middle between two decimals first, so that the last bit of a sine, which machines differ in,
    decides nothing.
    """
    text = f"{number + 1e-6:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
