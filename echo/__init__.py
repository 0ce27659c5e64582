"""An Echo in the browser: hear it, see it, talk to it."""
