"""The screens that devices have, as they tell of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Viewport:
    """A screen."""

    width: int
    """In density-independent pixels, as all lengths that documents count in."""

    height: int
    shape: Literal["RECTANGLE", "ROUND"] = "RECTANGLE"
    mode: Literal["HUB", "TV"] = "HUB"
    dpi: int = 160

    def context(self) -> dict[str, Any]:
        """What a request says of it, in pixels."""
        width, height = (length * self.dpi // 160 for length in (self.width, self.height))
        video = {"codecs": ["H_264_42", "H_264_41"]}
        size = {"type": "DISCRETE", "pixelWidth": width, "pixelHeight": height}
        plain = {"shape": self.shape, "dpi": self.dpi}
        return {
            "Viewports": [
                {
                    "type": "APL",
                    "id": "main",
                    **plain,
                    "presentationType": "STANDARD",
                    "canRotate": False,
                    "configuration": {"current": {"mode": self.mode, "video": video, "size": size}},
                }
            ],
            "Viewport": {
                "experiences": [
                    {"arcMinuteWidth": 346, "arcMinuteHeight": 216, "canRotate": False, "canResize": False}
                ],
                "mode": self.mode,
                **plain,
                "pixelWidth": width,
                "pixelHeight": height,
                "currentPixelWidth": width,
                "currentPixelHeight": height,
                "touch": ["SINGLE"] if self.mode == "HUB" else [],
                "video": video,
            },
        }


VIEWPORTS: Mapping[str, Viewport] = {
    "round": Viewport(480, 480, "ROUND"),
    "small": Viewport(960, 480),
    "large": Viewport(1280, 800),
    "portrait": Viewport(1080, 1920),
    "tv": Viewport(960, 540, mode="TV", dpi=320),
}
"""By name: an Echo Spot, a Show 5, a Show 8, a Show 15 hung upright, and a Fire TV."""
