"""The table of allow-list programs."""

from pyready.knowledge import date_of_knowledge
from pyready.knowledge.agents import known


def test_each_service_stands_once_and_says_where_its_name_is_from() -> None:
    services = [each.service.casefold() for each in known().agent]

    assert services
    assert len(services) == len(set(services))
    assert all(each.product and each.source for each in known().agent)


def test_no_entry_claims_to_be_sure_without_an_address() -> None:
    assert [each.product for each in known().agent if each.sure and "https://" not in each.source] == []


def test_its_date_counts_for_the_age_of_the_knowledge() -> None:
    assert date_of_knowledge() <= known().date
