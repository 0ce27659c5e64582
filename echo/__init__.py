"""An Echo in the browser: a device on a page, served from this machine, with everything a person with an Echo hears
and sees."""

import simulator  # noqa: F401  it puts the skill's source root on the path
