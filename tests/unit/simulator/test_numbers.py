"""Duimp numbers carry a check digit."""

import pytest

from simulator.numbers import duimp_number, is_duimp_number


@pytest.mark.parametrize("published", ["20BR00001001899", "19BR00000004677"])
def test_published_numbers_pass(published: str) -> None:
    assert is_duimp_number(published)


def test_every_new_number_passes_and_its_neighbour_does_not() -> None:
    for sequence in (1, 9, 10, 99, 12345, 9999999999):
        number = duimp_number(2026, sequence)
        wrong = number[:-1] + str((int(number[-1]) + 1) % 10)

        assert len(number) == 15
        assert is_duimp_number(number)
        assert not is_duimp_number(wrong)
