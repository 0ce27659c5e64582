"""Amazon's front door: AWS Lambda calls `handler` with every request Alexa sends."""

from upper_back_guide.alexa.guard import handler

__all__ = ["handler"]
