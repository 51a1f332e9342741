"""Every value of a paper has a name in both languages."""

import pytest

from documents.kinds import DOCUMENTS, DocumentKind
from documents.names import names_of


@pytest.mark.parametrize("kind", list(DOCUMENTS), ids=lambda kind: kind.tag)
def test_every_value_of_a_kind_has_its_name_in_both_languages(kind: DocumentKind) -> None:
    wanted = {*kind.fields, *kind.parties, *kind.columns, *kind.headline}
    assert {name for name in wanted if names_of(name) == (name, name)} == set()


def test_what_is_read_of_a_party_is_named_after_it() -> None:
    assert names_of("shipper_address") == ("Embarcador: endereço", "Shipper: address")
    assert names_of("notify_tax_id") == ("Notificado: inscrição fiscal", "Notify party: tax id")


def test_an_unknown_value_is_called_by_its_tag() -> None:
    assert names_of("colour") == ("colour", "colour")
