"""The companies on the papers, none of which exists."""

from simulator.papers.shipment import Company

HAIYUE = Company(
    name="NINGBO HAIYUE BEARING CO., LTD.",
    address=("No. 118 Chaoyang East Road, Beilun District", "Ningbo, Zhejiang 315800, P.R. China"),
    country="China",
    tax_id="USCC 91330206MAHY00118X",
    local_name="宁波海悦轴承有限公司",
    local_address="中国浙江省宁波市北仑区朝阳东路118号",
    signatory="Export Manager",
)

LUME = Company(
    name="LUME COMÉRCIO EXTERIOR LTDA",
    address=("Rua das Amoreiras, 410, sala 72", "Santos, SP 11010-999, Brazil"),
    country="Brazil",
    tax_id="CNPJ 99.100.001/0001-75",
)

ROLAMAR = Company(
    name="ROLAMAR DISTRIBUIDORA LTDA",
    address=("Avenida dos Ipês-Roxos, 2200, galpão 4", "Campinas, SP 13069-999, Brazil"),
    country="Brazil",
    tax_id="CNPJ 99.100.002/0001-10",
)

KESSLER = Company(
    name="Kessler & Vogt Antriebstechnik GmbH",
    address=("Lindenwehrstraße 14", "97499 Oberhainfeld", "Deutschland"),
    country="Deutschland / Germany",
    tax_id="USt-IdNr. DE000099471",
    signatory="Exportabteilung",
)

BASSANO = Company(
    name="Officine Bassanello S.r.l.",
    address=("Via delle Gualchiere, 27", "36099 Montelago di Sopra (VI)", "Italia"),
    country="Italia / Italy",
    tax_id="P. IVA IT00000998812",
    signatory="Ufficio esportazioni",
)

LAKESHORE = Company(
    name="LAKESHORE PRECISION SUPPLY INC.",
    address=("4410 Harbor Mill Drive", "Port Elmsworth, OH 44999", "USA"),
    country="United States of America",
    tax_id="EIN 00-9914407",
    signatory="Traffic Department",
)

OCEANA = Company(
    name="OCEANA LINES",
    address=("Oceana Lines Container Services B.V.", "Kade 88, 3099 ZZ Rotterdam, The Netherlands"),
    country="The Netherlands",
)

ZEPHYR = Company(
    name="ZEPHYR AIR CARGO",
    address=("Zephyr Air Cargo S.A.", "Freight Gate 5, L-9999 Luxembourg Airport"),
    country="Luxembourg",
)
