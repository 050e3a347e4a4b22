//! The countries of MeteoAlarm, with three regions each.

/// A country whose warnings can be asked for.
#[derive(Debug)]
pub(crate) struct Country {
    /// Its name in the address of its feed.
    pub(crate) slug: &'static str,
    /// Its ISO code.
    pub(crate) code: &'static str,
    /// Its language.
    pub(crate) language: &'static str,
    /// Regions: with a warning of wind, with one of rain, with none.
    pub(crate) regions: [&'static str; 3],
}

impl Country {
    /// The country of a feed's address.
    pub(crate) fn find(slug: &str) -> Option<&'static Self> {
        COUNTRIES.iter().find(|country| country.slug == slug)
    }
}

const fn country(
    slug: &'static str,
    code: &'static str,
    language: &'static str,
    regions: [&'static str; 3],
) -> Country {
    Country { slug, code, language, regions }
}

static COUNTRIES: &[Country] = &[
    country("andorra", "AD", "ca-ES", ["Ordino", "Encamp", "Canillo"]),
    country("austria", "AT", "de-DE", ["Wien", "Tirol", "Kärnten"]),
    country("belgium", "BE", "fr-FR", ["Bruxelles", "Liège", "Namur"]),
    country("bosnia-herzegovina", "BA", "bs-BA", ["Sarajevo", "Mostar", "Tuzla"]),
    country("bulgaria", "BG", "bg-BG", ["Sofia", "Varna", "Burgas"]),
    country("croatia", "HR", "hr-HR", ["Zagreb", "Split", "Rijeka"]),
    country("cyprus", "CY", "el-GR", ["Nicosia", "Limassol", "Paphos"]),
    country("czechia", "CZ", "cs-CZ", ["Praha", "Jihomoravský kraj", "Plzeňský kraj"]),
    country("denmark", "DK", "da-DK", ["København", "Fyn", "Bornholm"]),
    country("estonia", "EE", "et-EE", ["Harjumaa", "Tartumaa", "Saaremaa"]),
    country("finland", "FI", "fi-FI", ["Uusimaa", "Lappi", "Kainuu"]),
    country("france", "FR", "fr-FR", ["Paris", "Finistère", "Var"]),
    country("germany", "DE", "de-DE", ["Berlin", "Oberbayern", "Rügen"]),
    country("greece", "GR", "el-GR", ["Attica", "Crete", "Epirus"]),
    country("hungary", "HU", "hu-HU", ["Budapest", "Zala", "Heves"]),
    country("iceland", "IS", "is-IS", ["Höfuðborgarsvæðið", "Suðurland", "Vestfirðir"]),
    country("ireland", "IE", "en-IE", ["Dublin", "Kerry", "Donegal"]),
    country("israel", "IL", "he-IL", ["Tel Aviv", "Haifa", "Negev"]),
    country("italy", "IT", "it-IT", ["Lazio", "Liguria", "Puglia"]),
    country("latvia", "LV", "lv-LV", ["Rīga", "Kurzeme", "Latgale"]),
    country("lithuania", "LT", "lt-LT", ["Vilnius", "Klaipėda", "Kaunas"]),
    country("luxembourg", "LU", "fr-FR", ["Luxembourg", "Diekirch", "Grevenmacher"]),
    country("malta", "MT", "mt-MT", ["Malta", "Gozo", "Comino"]),
    country("moldova", "MD", "ro-RO", ["Chișinău", "Bălți", "Cahul"]),
    country("montenegro", "ME", "sr-ME", ["Podgorica", "Bar", "Žabljak"]),
    country("netherlands", "NL", "nl-NL", ["Noord-Holland", "Limburg", "Drenthe"]),
    country("norway", "NO", "nb-NO", ["Oslo", "Vestland", "Finnmark"]),
    country("poland", "PL", "pl-PL", ["Warszawa", "Gdańsk", "Kraków"]),
    country("portugal", "PT", "pt-PT", ["Lisboa", "Faro", "Porto"]),
    country("republic-of-north-macedonia", "MK", "mk-MK", ["Skopje", "Ohrid", "Bitola"]),
    country("romania", "RO", "ro-RO", ["București", "Cluj", "Constanța"]),
    country("serbia", "RS", "sr-RS", ["Beograd", "Bačka", "Šumadija"]),
    country("slovakia", "SK", "sk-SK", ["Bratislava", "Košice", "Poprad"]),
    country("slovenia", "SI", "sl-SI", ["Osrednjeslovenska", "Obalno-kraška", "Gorenjska"]),
    country("spain", "ES", "es-ES", ["Madrid", "Cádiz", "Asturias"]),
    country("sweden", "SE", "sv-SE", ["Stockholms län", "Skåne län", "Norrbottens län"]),
    country("switzerland", "CH", "de-DE", ["Zürich", "Ticino", "Wallis"]),
    country("ukraine", "UA", "uk-UA", ["Kyiv", "Odesa", "Lviv"]),
    country(
        "united-kingdom",
        "UK",
        "en-GB",
        ["London & South East England", "Wales", "Orkney & Shetland"],
    ),
];
