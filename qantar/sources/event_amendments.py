"""What this project changed in the collected events: better sources, corrections, additions, rival readings.

Each source here was read and supports the entry it stands beside.
"""

# event_id -> source title, publisher, address (the collected entry had a mirror, a re-publication or none)
BETTER_SOURCES = {
    "e002": ("The Rise of Nazarbayev", "Country Studies", "https://countrystudies.us/kazakstan/7.htm"),
    "e003": (
        "Biografia del signor Nursultan Nazarbayev",
        "Granma",
        "http://it.granma.cu/cuba/2016-04-04/biografia-del-signor-nursultan-abishevich-nazarbayev-presidente-della-repubblica-del-kazajstan",
    ),
    "e004": (
        "Nursultan Nazarbayev",
        "Britannica Kids",
        "https://kids.britannica.com/students/article/Nursultan-Nazarbayev/312658",
    ),
    "e005": (
        "Kazakhstan marks 30 years since the closure of the nuclear test site",
        "Uatom",
        "https://www.uatom.org/en/2021/08/30/kazakhstan-marks-30-years-since-the-closure-of-the-nuclear-test-site.html",
    ),
    "e007": ("Kazakhstan at 25", "The Diplomat", "https://thediplomat.com/2016/12/kazakhstan-at-25"),
    "e009": (
        "The formation of independent state",
        "e-history.kz",
        "https://e-history.kz/en/amp/history-of-kazakhstan/show/9688",
    ),
    "e011": (
        "The formation of independent state",
        "e-history.kz",
        "https://e-history.kz/en/amp/history-of-kazakhstan/show/9688",
    ),
    "e016": (
        "Charter of the Collective Security Treaty Organization",
        "CSTO",
        "https://en.odkb-csto.org/documents/documents/ustav_organizatsii_dogovora_o_kollektivnoy_bezopasnosti_/",
    ),
    "e019": (
        "Striking Oil, Striking Workers",
        "Human Rights Watch",
        "https://hrw.org/reports/2012/09/10/striking-oil-striking-workers-0",
    ),
    "e028": (
        "Kazakh president appoints new prime minister",
        "bne IntelliNews",
        "https://bne.eu/kazakh-president-appoints-new-prime-minister-156973/",
    ),
    "e029": (
        "Kazakh Mothers Call For Social Support After Fire Tragedy",
        "RFE/RL",
        "https://www.rferl.org/a/kazakh-mothers-call-for-social-support-after-fire-tragedy-/29754663.html",
    ),
    "e030": (
        "Leader of the Nation made great contribution to construction of capital city",
        "Kazinform",
        "https://en.inform.kz/news/leader-of-nation-made-great-contribution-to-construction-of-capital-city-view_a3510244/",
    ),
    "e031": (
        "New Kazakh president: Astana to be renamed Nursultan",
        "Censor.NET",
        "https://m.censor.net.ua/en/news/3117608/new_kazakh_president_astana_to_be_renamed_nursultan",
    ),
    "e034": (
        "Bitcoin halving arrives: block 630,000 is minted by AntPool",
        "CoinJournal",
        "https://coinjournal.net/news/bitcoin-halving-arrives-block-630000-is-minted-by-antpool",
    ),
    "e038": (
        "Kazakh President assumes People's Assembly leadership",
        "Kazinform",
        "https://www.inform.kz/en/kazakh-president-assumes-people-s-assembly-leadership_a3782108",
    ),
    "e046": (
        "China's crypto ban: a curse, a blessing or a learning",
        "The Quint",
        "https://www.thequint.com/tech-and-auto/chinas-crypto-ban-a-curse-a-blessing-or-a-learning-for-indian-investors",
    ),
    "e060": (
        "Gas prices for cars reduced in Kazakhstan after rallies (citing Tengrinews)",
        "Tengrinews, republished",
        "https://cantabile.com.ua/gas-prices-for-cars-reduced-in-kazakhstan-after-rallies.html",
    ),
    "e061": (
        "Kazakhstan: Dramatic price hike for liquefied petroleum gas triggers mass protests",
        "RFE/RL, republished",
        "https://business-humanrights.org/de/neuste-meldungen/kazakhstan-dramatic-price-hike-for-liquefied-petroleum-gas-triggers-mass-protests",
    ),
    "e062": (
        "Government lowers the gas price after protests (Estonian, citing Kommersant)",
        "Postimees",
        "https://majandus.postimees.ee/7422686/meeleavaldused-viisid-sihile-kasahstani-valitsus-lubas-surugaasi-hinda-langetada",
    ),
    **dict.fromkeys(
        ("e072", "e073"),
        (
            "Kazakh president accepts government's resignation",
            "TASS, republished",
            "https://ccbsnews.info/en/news/detail/4659",
        ),
    ),
    "e079": (
        "Bitcoin Falls Below $44K After Fed Minutes Release",
        "CoinDesk",
        "https://www.coindesk.com/markets/2022/01/06/first-mover-asia-bitcoin-falls-below-44k-after-fed-minutes-release/",
    ),
    "e082": (
        "Bitcoin network power slumps as Kazakhstan crackdown hits crypto miners",
        "Reuters, republished",
        "https://www.fullsmart.com.sg/blogs/smart-blog/bitcoin-network-power-slumps-as-kazakhstan-crackdown-hits-crypto-miners",
    ),
    "e085": (
        "Kazakhstan: Killings, Excessive Use of Force in Almaty",
        "Human Rights Watch",
        "https://www.hrw.org/news/2022/01/26/kazakhstan-killings-excessive-use-force-almaty",
    ),
    "e091": (
        "Nazarbayev handed over security council job on his own will: Spokesman",
        "Anadolu Agency",
        "https://aa.com.tr/en/world/kazakhstan-s-nazarbayev-handed-over-security-council-job-on-his-own-will-spokesman/2469352",
    ),
    "e119": (
        "Kazakh head of state signs decree limiting presidential term, renaming capital Astana",
        "newsline.kz",
        "https://newsline.kz/article/1081686/",
    ),
    **dict.fromkeys(
        ("e052", "e121", "e136"),
        ("Community Network Data, bitcoin", "Coin Metrics", "https://github.com/coinmetrics/data"),
    ),
    "e129": (
        "Bitcoin blocks by mining pool",
        "J. Lopp",
        "https://github.com/jlopp/bitcoin-blocks-by-mining-pool",
    ),
}

# event_id -> fields that differ from the collected entry
CORRECTIONS = {
    "e002": {
        "start_date": "1989-06",
        "precision": "month",
        "detail": "He succeeds Gennady Kolbin (on the 22nd, by an encyclopaedia).",
    },
    "e003": {
        "start_date": "1990-02",
        "precision": "month",
        "detail": "He holds the parliamentary chair until April (elected on the 22nd by an encyclopaedia).",
    },
    "e004": {
        "start_date": "1990-04",
        "precision": "month",
        "detail": "The post is created and filled by parliament (on the 24th by an encyclopaedia).",
    },
    "e019": {
        "detail": "Thousands of workers at three companies of the region stop work over pay and union rights."
    },
    "e030": {
        "detail": "The address starts at 19:00 local time; by other reports he keeps the Security Council."
    },
    "e028": {
        "start_date": "2019-02-21",
        "precision": "day",
        "detail": "He blames ministers for failing to raise living standards.",
    },
    "e034": {"start_time_utc": "19:23", "precision": "minute"},
    "e039": {"detail": "A State Council committee statement starts a wave of provincial bans."},
    "e052": {
        "start_date": "2021-11-08",
        "title": "Bitcoin's highest end-of-day price of 2021",
        "detail": "About $67,500 in this book's price series, eight weeks before the unrest.",
    },
    "e061": {"detail": "Demonstrators ask for the old price; officials offer 85 to 90 tenge a litre."},
    "e072": {
        "start_date": "2022-01-04",
        "start_time_utc": "19:30",
        "precision": "minute",
        "detail": "In force from 01:30 local time on 5 January; the curfew runs from 23:00 to 07:00.",
    },
    "e079": {
        "detail": "The fall begins on the evening of US Federal Reserve minutes and overlaps the blackout."
    },
    "e082": {"start_time_utc": "12:15", "precision": "minute"},
    "e091": {
        "detail": "He denies that the former president fled and says the council was handed over willingly."
    },
    "e118": {"confidence": "recall"},
    "e121": {
        "start_date": "2022-11-09",
        "title": "Bitcoin's lowest end-of-day price of 2022",
        "detail": "Less than a quarter of the peak of a year before, as the exchange FTX collapses.",
    },
    "e136": {"detail": "Close near $124,800."},
}

ADDED = (
    {
        "event_id": "e141",
        "start_date": "2022-01-05",
        "start_time_utc": "19:00",
        "precision": "minute",
        "category": "market",
        "place": "Washington",
        "title": "US Federal Reserve publishes minutes of its December meeting",
        "detail": "Bitcoin and US shares fall in the hours after, on the evening of the cut.",
        "actors": "Federal Reserve",
        "source_title": "Bitcoin Falls Below $44K After Fed Minutes Release",
        "source_publisher": "CoinDesk",
        "source_url": "https://www.coindesk.com/markets/2022/01/06/first-mover-asia-bitcoin-falls-below-44k-after-fed-minutes-release/",
        "confidence": "seen",
    },
    {
        "event_id": "e142",
        "start_date": "2022-01-05",
        "precision": "day",
        "category": "politics",
        "place": "Nur-Sultan",
        "title": "Reuters reports that Tokayev removed Nazarbayev from the council",
        "detail": "The agency notes that Tokayev did not mention his predecessor by name.",
        "actors": "Tokayev; Nazarbayev",
        "source_title": "President of Kazakhstan removes former head amid biggest protests in a decade",
        "source_publisher": "Reuters, republished",
        "source_url": "https://pledgetimes.com/president-of-kazakhstan-removes-former-head-of-office-amid-biggest-protests-in-a-decade-istoe-money/",
        "confidence": "seen",
    },
    {
        "event_id": "e144",
        "start_date": "2022-01-05",
        "precision": "day",
        "category": "politics",
        "place": "Nur-Sultan",
        "title": "TASS: Tokayev replaces Nazarbayev on the council without giving a reason",
        "detail": "The agency adds that Nazarbayev has not commented.",
        "actors": "Tokayev; Nazarbayev",
        "source_title": "Kazakhstan President becomes Security Council Chairman amid riots",
        "source_publisher": "TASS",
        "source_url": "https://tass.com/world/1384183",
        "confidence": "seen",
    },
    {
        "event_id": "e143",
        "start_date": "2022-01-29",
        "precision": "day",
        "category": "politics",
        "place": "Nur-Sultan",
        "title": "Tokayev says there was no bargaining over the council chair",
        "detail": "In his account the question was settled on the spot during the unrest.",
        "actors": "Kassym-Jomart Tokayev",
        "source_title": "Tokayev cancelled the law on coordination of initiatives",
        "source_publisher": "Pledge Times",
        "source_url": "https://pledgetimes.com/tokayev-canceled-the-law-on-the-coordination-of-political-initiatives-with-nazarbayev/",
        "confidence": "seen",
    },
)

# Events with a word beside them in the long timeline.
LABELS = {
    "e007": "independence",
    "e020": "Zhanaozen 2011",
    "e030": "Nazarbayev resigns",
    "e039": "China's ban",
    "e068": "internet cut",
    "e130": "nuclear vote",
    "e139": "new constitution",
}

# Entries that are accounts of the same thing and are to be read side by side.
READINGS = {
    "security council": ("e080", "e144", "e142", "e091", "e093", "e104", "e143"),
    "who stood behind the violence": ("e088", "e096", "e094", "e085", "e123", "e127"),
    "number of deaths": ("e092", "e102", "e113", "e118"),
    "start of the cut": ("e068", "e070", "e071"),
}

# Outages: scope -> source title and address
OUTAGE_SOURCES = {
    "nationwide, start only (NetBlocks)": (
        "Internet disrupted in Kazakhstan as energy protests escalate (NetBlocks)",
        "https://netblocks.org/reports/internet-disrupted-in-kazakhstan-amid-energy-price-protests-oy9YQgy3",
    ),
}
