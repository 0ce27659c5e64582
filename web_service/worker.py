"""gunicorn's worker for gevent, but fair to newcomers."""

from gevent.server import StreamServer
from gunicorn.workers import ggevent


class Listener(StreamServer):  # type: ignore[misc]
    """Accepts more connections in one go the more it has.

    Where there are several workers gunicorn's accepts one at a time, so that they share alike, and then serves all that
    it has before the next: with a hundred busy ones a newcomer waited for seconds.
    """

    @property
    def max_accept(self) -> int:
        """How many connections to accept before others have their turn."""
        pool = self.pool
        return 1 + pool.size - pool.free_count() if pool else 1

    @max_accept.setter
    def max_accept(self, _: int) -> None:
        """What gunicorn sets is not used."""


class FairWorker(ggevent.GeventWorker):  # type: ignore[misc]
    """The worker, with that listener in the place of its own, which it does not let one choose."""

    def run(self) -> None:
        """Serve until told to stop."""
        ggevent.StreamServer = Listener
        super().run()
