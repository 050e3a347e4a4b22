gap-no-coverage = An diesem Ort nicht verfügbar.
gap-missing = Der Wetterdienst hat dafür gerade keine Werte.
gap-broken = Diese Kachel ließ sich nicht zeichnen.
gap-upstream =
    Kein frisches Wetter: { $problem ->
        [setup] Der Wetterdienst lässt sich mit diesen Einstellungen nicht fragen.
        [unreachable] Der Wetterdienst antwortet nicht.
        [busy] Der Wetterdienst ist überlastet.
        [unavailable] Der Wetterdienst ist gestört.
        [refused] Der Wetterdienst weist die Frage ab.
        [not-covered] Der Wetterdienst hat für diesen Ort nichts mehr.
        [empty] Der Wetterdienst hat dafür gerade keine Werte.
        [budget-spent] Der Wetterdienst ist heute so oft gefragt worden, wie es erlaubt ist.
        [not-recorded] Die Aufzeichnung enthält keines für diesen Ort.
       *[malformed] Die Antwort des Wetterdienstes ist nicht lesbar.
    }
