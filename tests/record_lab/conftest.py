"""The laboratory's page as a reader gets it, from the host that the mail article's tests use."""

from tests.article.conftest import Host, _host, host

__all__ = ["Host", "_host", "host"]
