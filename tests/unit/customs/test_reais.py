"""Amounts as people read them."""

from decimal import Decimal

from customs.reais import brl, reais


def test_an_amount_is_written_as_its_reader_writes_it() -> None:
    assert reais(Decimal("115144.4")) == "R$ 115.144,40"
    assert brl(Decimal("115144.4")) == "BRL 115,144.40"
