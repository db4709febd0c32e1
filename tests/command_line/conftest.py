from tests.district.fixtures import *  # noqa: F403 - fixtures are found by name
