from tests.browser.conftest import chromium  # noqa: F401 - fixtures are found by name
from tests.district.fixtures import *  # noqa: F403
