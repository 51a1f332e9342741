"""The exchange series as the central bank publishes it (PTAX, OData)."""

from datetime import datetime
from decimal import Decimal

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from simulator.series import NoQuote, selling_rate

PATH = "/olinda/servico/PTAX/versao/v1/odata/CotacaoMoedaDia(moeda=@moeda,dataCotacao=@dataCotacao)"
"""Rates of one currency on one day; the parameters come as ``@moeda`` and ``@dataCotacao``."""

_SPREAD = Decimal("0.0006")


async def rates_of_day(request: Request) -> Response:
    """Answer with the closing rate of a day; a day without one has an empty list."""
    currency = request.query_params.get("@moeda", "").strip("'")
    text = request.query_params.get("@dataCotacao", "").strip("'")
    try:
        day = datetime.strptime(text, "%m-%d-%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return JSONResponse({"codigo": 400, "mensagem": f"SIM: data inválida {text!r}"}, 400)
    try:
        sells = selling_rate(currency, day)
    except NoQuote:
        return JSONResponse({"@odata.context": "sim", "value": []})
    row = {
        "paridadeCompra": 1.0,
        "paridadeVenda": 1.0,
        "cotacaoCompra": float(sells - min(_SPREAD, sells / 100)),
        "cotacaoVenda": float(sells),
        "dataHoraCotacao": f"{day.isoformat()} 13:09:30.000",
        "tipoBoletim": "Fechamento" if currency == "USD" else "Fechamento PTAX",
    }
    return JSONResponse({"@odata.context": "sim", "value": [row]})
