"""Who may take goods out of bond: each forbidden combination with its article."""

import pytest

from customs.clearing_right import may_admit, may_leave
from customs.parties import Ownership, Parties
from tests.workflows.orders import LUME, PARTIES, ROLAMAR, SERRA_AZUL

CONSIGNED, AFLOAT, TRADING = Ownership.CONSIGNED, Ownership.BOUGHT_AFLOAT, Ownership.TRADING
KEEPER = PARTIES.model_copy(update={"consignee": SERRA_AZUL})


def clearing(name: object, parties: Parties = PARTIES) -> Parties:
    """Return the parties with this company as declarant of the consumption."""
    return parties.model_copy(update={"declarants": {"bonded_consumption": name}})


def test_who_bought_from_the_owner_clears_consigned_goods() -> None:
    assert may_leave("consumption", CONSIGNED, PARTIES) == ()


@pytest.mark.parametrize(
    ("ownership", "parties", "article"),
    [
        (CONSIGNED, clearing(LUME), "art. 38 §1"),
        (AFLOAT, clearing(ROLAMAR), "art. 38 §3"),
        (TRADING, clearing(ROLAMAR), "art. 38 §3"),
        (CONSIGNED, clearing(SERRA_AZUL, KEEPER), "art. 38 §2"),
    ],
)
def test_who_may_not_clear_is_told_the_article(
    ownership: Ownership, parties: Parties, article: str
) -> None:
    for destination in ("consumption", "overdue_consumption"):
        (objection,) = may_leave(destination, ownership, parties)

        assert objection.article.endswith(article)


@pytest.mark.parametrize("ownership", [AFLOAT, TRADING])
def test_with_cover_the_beneficiary_clears(ownership: Ownership) -> None:
    assert may_leave("consumption", ownership, clearing(LUME)) == ()


@pytest.mark.parametrize("ownership", [AFLOAT, TRADING])
def test_who_runs_the_place_is_beneficiary_only_without_cover(ownership: Ownership) -> None:
    (objection,) = may_admit(ownership, KEEPER)

    assert objection.article.endswith("art. 17 §2 II")
    assert may_admit(CONSIGNED, KEEPER) == ()
    assert may_admit(ownership, PARTIES) == ()


@pytest.mark.parametrize("destination", ["export", "transfer"])
def test_a_beneficiary_that_runs_the_place_neither_exports_nor_transfers(destination: str) -> None:
    (objection,) = may_leave(destination, CONSIGNED, KEEPER)

    assert objection.article.endswith("art. 38 §2")


@pytest.mark.parametrize("destination", ["re_export", "destruction"])
def test_it_may_still_send_goods_back_or_have_them_destroyed(destination: str) -> None:
    assert may_leave(destination, CONSIGNED, KEEPER) == ()


def test_nobody_but_the_beneficiary_sends_goods_back() -> None:
    parties = PARTIES.model_copy(update={"declarants": {"re_export": ROLAMAR}})

    (objection,) = may_leave("re_export", CONSIGNED, parties)

    assert objection.code == "declarant_not_beneficiary"
