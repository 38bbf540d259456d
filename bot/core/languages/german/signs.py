"""What shows that a text is German."""

from __future__ import annotations

from bot.core.languages.language import in_order, words

SIGNS = in_order(
    "verein kostet kosten kostete sucht rettet stromausfall flüchtling flüchtlinge lehrer schüler"
    " gericht richter täter opfer krieg frieden waffe waffen panzer rakete raketen impfung"
    " impfungen krankenhaus klinik medikament medikamente strom heizung wärmepumpe wärmepumpen"
    " rente renten steuer steuern mindestlohn wahl wahlen wahlbeteiligung bürger bürgermeister"
    " asylantrag asylanträge flughafen zug brücke straße dorf spieler torwart mannschaft schulden"
    " miete mieten wohnung wohnungen arbeit arbeiter arbeitslose lohn gehalt preise gesetz gesetze"
    " grenze behörde behörden untersuchung vorsitzende vorsitzender vorwurf vorwürfe maßnahme"
    " maßnahmen welche heißt macht machen gemacht nimmt gegeben kriegt meint weiß geplant laut"
    " stellt steht stehen liegt liegen lässt zeigt zeigen führt führen folgt bringt brachte trägt"
    " wechselt evakuiert abgesagt verschoben verletzt kündigt gekündigt wegen schon immer"
)
"""Words that say nothing else here; so do all forms that have a meaning here."""

ALSO_ENGLISH = words(
    "all allen als alt alte alten alter alters am an ans april arm ass august aus auto bad band"
    " bat berate besiege billion bio bis bitten bot brand bub burger chinese da das dem den der"
    " die dies dollars du er es este eu ex fallen falls fast flog foto fotos frau fur furs gab"
    " gang gilt gross grosser grosses grub gut half halt hart hat heben holland illegal illegals"
    " im in inland ins island islanders israelis jung jungs kilometer kilometers kind kinder"
    " laden lag land lander las lasen legal lest liege lies links lobe log lost mai mal man"
    " manner mass meter meters mich million minute mir mit muss mutter name nix nord not note"
    " november nun ob panzer peking plan plane plant pole private privates pro problems rat rate"
    " richter sage sang sank sass september sieg siege sind singe so spare spat spate sprang"
    " stand starb stark start sudanese sued tag tages tags tat tater tod tonne tot tote totes"
    " trinket tut uber um usa vietnamese von wage war was weiss welt wen west will wo zwang"
)
"""Forms that English texts have as well."""

SHOWING_TOGETHER = words(
    "als am aus bis das dem den der die er es fur hat im ist mit ob um von war was will wo"
)
"""Words of which two are a sign of German, and one is none: “MIT”, “Der Spiegel”."""

NOT_SHOWING_ALONE = words("die am war hat will was")
"""Those that are no sign together with each other: “soldiers die in war”."""

NAME = ("von", "der")
"""What stands in a name: “von der Leyen” alone is no German."""
