"""The bonded stock over HTTP."""

from tests.unit.desk.bonded import NUMBER, admit
from tests.unit.desk.house import House
from tests.unit.web.conftest import ClientOf

STOCK = "/api/v1/stock"


async def test_lots_are_listed_as_they_were_on_a_day(as_: ClientOf, house: House) -> None:
    admit(house)
    client = as_("aude")
    now = (await client.get(f"{STOCK}/lots")).json()
    then = (await client.get(f"{STOCK}/lots", params={"as_of": "2026-03-26"})).json()

    assert [lot["held"]["bonded"] for lot in now] == ["18000", "4500"]
    assert [lot["held"]["bonded"] for lot in then] == ["60000", "9000"]


async def test_a_lot_is_shown_with_its_card_by_its_name(as_: ClientOf, house: House) -> None:
    admit(house)
    lot = (await as_("aude").get(f"{STOCK}/lots/{NUMBER}/1")).json()

    assert lot["position"]["state"]["place"] == "R-07"
    assert (await as_("aude").get(f"{STOCK}/cards/B")).json()[-1]["rest"] == "4500"
    missing = await as_("aude").get(f"{STOCK}/lots/nobody/1")
    assert (missing.status_code, missing.json()["detail"]) == (
        404,
        "There is no lot 'nobody/1' in bond.",
    )


async def test_a_report_is_a_file(as_: ClientOf, house: House) -> None:
    admit(house)
    answer = await as_("aude").get(f"{STOCK}/reports/card.pdf", params={"name": "A"})

    assert answer.headers["content-disposition"] == 'attachment; filename="kardex.pdf"'
    assert answer.content.startswith(b"%PDF")
    assert (await as_("aude").get(f"{STOCK}/reports/weather.pdf")).status_code == 422


async def test_an_extract_is_held_against_the_ledger(as_: ClientOf, house: House) -> None:
    admit(house)
    rows = f"lot,quantity\n{NUMBER}/1,30000\n{NUMBER}/2,4400\n"
    check = await as_("otto").post(f"{STOCK}/reconciliation", json={"extract": rows})
    differences = [
        found["difference"]
        for found in check.json()["found"]
        if found["difference"]["source"] == "warehouse"
    ]

    assert [(d["kind"], d["ours"], d["theirs"]) for d in differences] == [
        ("quantity", "4500", "4400")
    ]
    assert (await as_("sun").post(f"{STOCK}/reconciliation", json={})).status_code == 403
