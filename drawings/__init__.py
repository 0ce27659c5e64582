"""Draws the stretches: a skeleton in anatomical degrees, seen by a camera, as SVG, PNG, and what screens show."""
