"""The German texts of the interface."""

GERMAN = {
    # a dossier
    "matched": "gefunden über: „{wording}“",
    "read-as": "„{typed}“ als „{term}“ gelesen",
    "read-as.more": "Einige Wörter der Frage wurden als andere gelesen.",
    "counts": "Verzeichnet: {count} Aussagen – {sides}.",
    "counts.one": "Verzeichnet: eine Aussage – {sides}.",
    "counts.none": "Zu dieser Behauptung ist keine Aussage verzeichnet.",
    "counts.selected": "Ausgewählt: {count} von {total} verzeichneten Aussagen{sides}.",
    "side.supports": "{count} stützen die Behauptung",
    "side.supports.one": "eine stützt die Behauptung",
    "side.disputes": "{count} bestreiten die Behauptung",
    "side.disputes.one": "eine bestreitet die Behauptung",
    "side.context": "{count} geben Zusammenhang",
    "side.context.one": "eine gibt Zusammenhang",
    "one-sided.supports": "Keine Aussage, die diese Behauptung bestreitet, ist verzeichnet.",
    "one-sided.disputes": "Keine Aussage, die diese Behauptung stützt, ist verzeichnet.",
    "left-out": "{count} Aussagen ausgelassen durch {filters}.",
    "left-out.one": "Eine Aussage ausgelassen durch {filters}.",
    "filter.speaker": "Sprecher {name}",
    "filter.since": "seit {date}",
    "filter.until": "bis {date}",
    "filter.as-of": "Stand {date}",
    "retired": "Dieser Eintrag wurde aus dem Verzeichnis zurückgezogen.",
    # a statement
    "stance.supports": "stützt die Behauptung",
    "stance.disputes": "bestreitet die Behauptung",
    "stance.context": "gibt Zusammenhang",
    "stance-on": "{stance}: {claim} ({id})",
    "quote": "„{text}“",
    "paraphrase": "Sinngemäß: {text}",
    "place": "Gesagt: {place}",
    "date.source": "Datum in der Quelle: „{text}“",
    "date.inferred": "Datum erschlossen: {basis}",
    "date.publication": "Datum: das der Veröffentlichung",
    "source": "Quelle: {source}",
    "source.wording": "auch als: {text}",
    "via": "nach {via}",
    "archived": "archivierte Fassung",
    "no-counter": "Keine Gegenaussage verzeichnet.",
    "no-counter.by-then": "Keine Gegenaussage verzeichnet, die bis dahin sicher gefallen war.",
    "matched-statement": "passt zur Frage",
    "counter.denies": "Bestritten von {who}, {date} ({id}): {text}",
    "counter.questions": "In Frage gestellt von {who}, {date} ({id}): {text}",
    "counter.corrects": "Berichtigt von {who}, {date} ({id}): {text}",
    "counter.confirms": "Bestätigt von {who}, {date} ({id}): {text}",
    "counter.retracts": "Zurückgenommen von {who}, {date} ({id}): {text}",
    "answers.denies": "Bestreitet {id}: {who}, {date}",
    "answers.questions": "Stellt {id} in Frage: {who}, {date}",
    "answers.corrects": "Berichtigt {id}: {who}, {date}",
    "answers.confirms": "Bestätigt {id}: {who}, {date}",
    "answers.retracts": "Nimmt {id} zurück: {who}, {date}",
    # kinds of sources
    "source-kind.agency report": "Agenturmeldung",
    "source-kind.news report": "Nachrichtenbericht",
    "source-kind.opinion": "Meinungsbeitrag",
    "source-kind.official transcript": "amtliches Protokoll",
    "source-kind.post": "Beitrag in einem Netzwerk",
    "published.inferred": "{date}, erschlossen",
    "undated": "ohne Datum",
    # outcomes
    "unsure": "Mehrere verzeichnete Behauptungen können gemeint sein. Welche?",
    "unsure.one": "Eine verzeichnete Behauptung kann gemeint sein. Ist es diese?",
    "unsure.differs": "Verzeichnet ist etwas anderes als gefragt. Ist eine von diesen gemeint?",
    "unsure.differs.one": "Verzeichnet ist etwas anderes als gefragt. Ist dies gemeint?",
    "choice.statements": "{count} Aussagen",
    "choice.statements.one": "eine Aussage",
    "choice.difference": "gefragt „{asked}“, verzeichnet „{on_record}“",
    "choice.only-asked": "nur in der Frage: „{asked}“",
    "choice.only-on-record": "nur verzeichnet: „{on_record}“",
    "unknown": "Nichts verzeichnet über „{question}“.",
    "unknown.empty": "Hier ist keine Frage zum Nachsehen.",
    "unknown.advice": (
        "Nichts verzeichnet heißt, dass es niemand eingetragen hat, nicht, dass es falsch ist."
    ),
    # lists
    "speaker.title": "Was {name} gesagt hat, das Älteste zuerst",
    "speaker.none": "Von {name} ist keine Aussage verzeichnet.",
    "speaker.variants": "Auch geschrieben: {names}",
    "claims.title": "{count} Behauptungen verzeichnet",
    "claims.title.one": "Eine Behauptung verzeichnet",
    "sources.title": "{count} Quellen verzeichnet",
    "sources.title.one": "Eine Quelle verzeichnet",
    "statement.title": "Eine Aussage",
    "source.cited": "angeführt von {count} Aussagen",
    "source.cited.one": "angeführt von einer Aussage",
    "source.inferred": "Datum der Veröffentlichung erschlossen: {basis}",
    # commands as Discord lists them; names in lower case, at most 32 characters, descriptions 100
    "ask.name": "frage",
    "ask.description": (
        "Was ist zu einer Behauptung verzeichnet: wer sagte was, wann, aus welcher Quelle"
    ),
    "ask.question.name": "frage",
    "ask.question": "Die Behauptung oder Frage, in eigenen Worten",
    "ask.speaker.name": "sprecher",
    "ask.speaker": "Nur, was dieser Sprecher gesagt hat",
    "ask.since.name": "seit",
    "ask.since": "Nur, was seitdem gesagt wurde: 29. Oktober 2024, Oktober 2024, 2024",
    "ask.until.name": "bis",
    "ask.until": "Nur, was bis dahin gesagt wurde: 29. Oktober 2024, Oktober 2024, 2024",
    "ask.private.name": "privat",
    "ask.private": "Die Antwort nur mir zeigen",
    "menu.ask.name": "Was ist verzeichnet?",
    "claim.name": "behauptung",
    "claim.description": "Eine Behauptung mit allem, was dazu verzeichnet ist",
    "claim.id.name": "kennung",
    "claim.id": "Die Kennung der Behauptung, etwa LC12, oder ihr Wortlaut",
    "claim.option.name": "behauptung",
    "speaker.name": "sprecher",
    "speaker.description": "Was jemand im Lauf der Zeit gesagt hat",
    "speaker.name.name": "name",
    "speaker.name.is": "Der Name einer Person oder Organisation, oder ihre Kennung",
    "sources.name": "quellen",
    "sources.description": "Die Quellen einer Behauptung, mit ihren Adressen",
    "timeline.name": "zeitleiste",
    "timeline.description": "Die Aussagen zu einer Behauptung im Lauf der Zeit",
    "cite.name": "zitieren",
    "cite.description": "Ein Nachweis zum Kopieren: Markdown, einfacher Text oder CSL-JSON",
    "cite.id.name": "kennung",
    "cite.id": "Die Kennung einer Behauptung, Aussage oder Quelle, etwa LS34",
    "cite.style.name": "form",
    "cite.style": "Wie der Nachweis geschrieben ist",
    "cite.speaker": "Nur Behauptungen, Aussagen und Quellen lassen sich nachweisen.",
    "style.markdown": "Markdown",
    "style.plain": "Einfacher Text",
    "style.csl": "CSL-JSON (für Literaturverwaltungen)",
    "follow.name": "folgen",
    "follow.description": "Nachricht bekommen, wenn eine Aussage dazukommt oder berichtigt wird",
    "follow.here.name": "hier",
    "follow.here": "Stattdessen in diesem Kanal melden (für alle, die ihn verwalten)",
    "unfollow.name": "entfolgen",
    "unfollow.description": "Zu einer Behauptung keine Nachricht mehr bekommen",
    "unfollow.claim": "Eine Behauptung, der du folgst",
    "help.name": "hilfe",
    "help.description": "Was dieser Bot kann, und wie",
    "about.name": "über",
    "about.description": "Was dieser Bot ist, und wie viel verzeichnet ist",
    "privacy.name": "datenschutz",
    "privacy.description": "Was über dich aufbewahrt wird",
    "forget-me.name": "vergiss-mich",
    "forget-me.description": "Alles entfernen lassen, was über dich aufbewahrt wird",
    "ping.name": "ping",
    "ping.description": "Ist der Bot da?",
    # pages, buttons, menus
    "page.id": "Kennung {id}",
    "page.continued": "{id}, Fortsetzung von der Seite davor",
    "page.continues": "{id} geht auf der nächsten Seite weiter",
    "page.number": "Seite {page} von {pages}, das Älteste zuerst",
    "page.marked": "{id}, passend zur Frage, beginnt auf Seite {page}",
    "only-counters": "Unten nur Gegenaussagen ({count}).",
    "button.e": "Früher",
    "button.l": "Später",
    "button.o": "Älteste",
    "button.n": "Neueste",
    "button.x": "Nur Gegenaussagen",
    "button.a": "Alle Aussagen",
    "button.q": "Quellen",
    "button.t": "Zeitleiste",
    "button.f": "Alles als Datei",
    "button.f.page": "Als Datei",
    "button.r": "Fehler melden",
    "button.b": "Hier veröffentlichen",
    "button.d": "Alles dazu ansehen",
    "button.open": "{id} ansehen",
    "button.send": "An die Moderation senden …",
    "button.forget": "Alles entfernen",
    "choice.placeholder": "Welche Behauptung ist gemeint?",
    "choice.none": "Keine davon",
    "choice.unreadable": "Diese Auswahl ist nicht mehr lesbar; bitte frage noch einmal.",
    "file.too-large": "Das Ganze ist größer, als Discord annimmt; die Seiten haben alles.",
    "file.sent": "Alles davon, Wort für Wort:",
    # a timeline
    "timeline.title": "Zeitleiste: {claim}",
    "timeline.newest": "neueste {shown} von {count}",
    "timeline.more": "Das Übrige steht im Text.",
    "timeline.denies": "bestreitet {who} ({id})",
    "timeline.questions": "stellt {who} in Frage ({id})",
    "timeline.corrects": "berichtigt {who} ({id})",
    "timeline.confirms": "bestätigt {who} ({id})",
    "timeline.retracts": "nimmt {who} zurück ({id})",
    "timeline.denies.short": "bestreitet {id}",
    "timeline.questions.short": "stellt {id} in Frage",
    "timeline.corrects.short": "berichtigt {id}",
    "timeline.confirms.short": "bestätigt {id}",
    "timeline.retracts.short": "nimmt {id} zurück",
    "timeline.lane.supports": "stützt",
    "timeline.lane.disputes": "bestreitet",
    "timeline.lane.context": "Kontext",
    "timeline.legend": "Pfeil: eine Gegenaussage; er zeigt auf das, worauf sie antwortet",
    "timeline.legend.confirms": "Gestrichelter Pfeil: eine Bestätigung",
    # what is sent to the moderators
    "unknown.offer": (
        "Du kannst die Frage an die Moderation senden. Aufbewahrt wird sie nur, wenn du sie "
        "sendest."
    ),
    "unknown.forgotten": "diese Frage",
    "form.question.title": "Eine Frage an die Moderation senden",
    "form.question.label": "Die Frage",
    "form.question.consent": (
        "Wenn du dies sendest, werden der Text und dein Konto aufbewahrt, bis die Moderation ihn "
        "bearbeitet hat oder bis du /vergiss-mich benutzt."
    ),
    "form.report.title": "Einen Fehler melden",
    "form.report.label": "Was ist falsch, und woher weißt du es?",
    "form.report.consent": (
        "Wenn du dies sendest, werden der Text und dein Konto aufbewahrt, bis die Moderation ihn "
        "bearbeitet hat oder bis du /vergiss-mich benutzt."
    ),
    "form.tell.label": "Nachricht, was daraus wird?",
    "form.tell.hint": "Als Direktnachricht von diesem Bot",
    "form.tell.no": "Nein",
    "form.tell.yes": "Ja",
    "sent.question": "Danke. Die Frage ist in der Warteschlange der Moderation.",
    "sent.report": "Danke. Die Meldung ist in der Warteschlange der Moderation.",
    # following
    "follow.done": (
        "Du bekommst privat Nachricht, wenn zu {id} etwas dazukommt oder berichtigt wird."
    ),
    "follow.done.here": (
        "Dieser Kanal bekommt Nachricht, wenn zu {id} etwas dazukommt oder berichtigt wird."
    ),
    "follow.already": "Du folgst {id} schon.",
    "follow.already.here": "Dieser Kanal folgt {id} schon.",
    "follow.nowhere": (
        "Nur Kanäle von Servern, auf denen der Bot ist, können einer Behauptung folgen."
    ),
    "follow.closed": (
        "Dieser Bot darf in diesem Kanal nichts senden, deshalb käme keine Nachricht; nichts wurde "
        "geändert."
    ),
    "unfollow.done": "{id} wird nicht mehr gefolgt.",
    "unfollow.not": "{id} wurde nicht gefolgt.",
    "notice": "{count} Behauptungen, denen hier gefolgt wird, haben sich geändert",
    "notice.one": "Eine Behauptung, der hier gefolgt wird, hat sich geändert",
    "notice.more": "Weitere Behauptungen, denen gefolgt wird, haben sich auch geändert.",
    "notice.server": (
        "Auf dem Server {name}: /behauptung zeigt es, /entfolgen beendet diese Nachrichten."
    ),
    "happened.added": "{ids} sind dazugekommen",
    "happened.added.one": "{ids} ist dazugekommen",
    "happened.corrected": "{ids} wurden berichtigt",
    "happened.corrected.one": "{ids} wurde berichtigt",
    "happened.bearing": "wie {ids} zu einer Behauptung stehen, wurde geändert",
    "happened.bearing.one": "wie {ids} zu einer Behauptung steht, wurde geändert",
    "happened.answering": "worauf {ids} antworten, wurde geändert",
    "happened.answering.one": "worauf {ids} antwortet, wurde geändert",
    "happened.retired": "{ids} wurden zurückgezogen",
    "happened.retired.one": "{ids} wurde zurückgezogen",
    "happened.restored": "{ids} wurden wiederhergestellt",
    "happened.restored.one": "{ids} wurde wiederhergestellt",
    "happened.merged": "{ids} sind in anderen Einträgen aufgegangen",
    "happened.merged.one": "{ids} ist in einem anderen Eintrag aufgegangen",
    "happened.undone": "Änderungen an {ids} wurden zurückgenommen",
    "happened.undone.one": "eine Änderung an {ids} wurde zurückgenommen",
    "updated": "Aktualisiert am {date}: {changes}",
    "updated.earlier": "{count} frühere Änderungen",
    "updated.earlier.one": "eine frühere Änderung",
    # what becomes of what members send
    "outcome.question.accepted": "Deine Frage wurde bearbeitet.",
    "outcome.question.accepted.as": "Deine Frage wurde angenommen: Sie steht unter {ids}.",
    "outcome.question.declined": "Deine Frage wurde abgelehnt.",
    "outcome.report.accepted": "Deine Fehlermeldung wurde angenommen.",
    "outcome.report.accepted.as": "Deine Fehlermeldung wurde angenommen: {ids}.",
    "outcome.report.declined": "Deine Fehlermeldung wurde abgelehnt.",
    "outcome.proposal.accepted": "Dein Vorschlag {number} wurde angenommen.",
    "outcome.proposal.accepted.as": "Dein Vorschlag {number} wurde angenommen: {ids}.",
    "outcome.proposal.declined": "Dein Vorschlag {number} wurde abgelehnt.",
    "outcome.look": "Auf jenem Server zeigt es /behauptung {id}.",
    "outcome.server": "Von der Moderation von {name}",
    "told.wanted": "Du bekommst eine Direktnachricht, was aus Vorschlag {number} wird.",
    "told.not-wanted": "Du bekommst keine Nachricht, was aus Vorschlag {number} wird.",
    # help, about, privacy
    "help.title": "Was ist verzeichnet?",
    "help.menu": "Rechtsklick oder langer Druck auf eine Nachricht → Apps → Was ist verzeichnet?",
    "help.mention": "Erwähne den Bot mit einer Frage, oder in der Antwort auf eine Nachricht.",
    "help.ids": (
        "Kennungen mit L, etwa LC12, gehören zur gemeinsamen Bibliothek, andere zum Server."
    ),
    "help.moderators": (
        "Für alle, die das Verzeichnis führen; was andere eintragen, ist ein Vorschlag:"
    ),
    "help.menu.record": (
        "Rechtsklick oder langer Druck auf eine Nachricht → Apps → Ins Verzeichnis eintragen."
    ),
    "about.title": "OnRecord",
    "about.purpose": (
        "Beantwortet Fragen zu umstrittenen Behauptungen mit dem, was verzeichnet ist: wer was "
        "gesagt hat, in welcher Rolle, an welchem Datum, aus welcher Quelle, und wer geantwortet "
        "hat. Sagt nie, was wahr ist."
    ),
    "about.counts": "Hier verzeichnet: {claims} Behauptungen, {statements} Aussagen.",
    "about.version": "Version {version}",
    "privacy.title": "Was über dich aufbewahrt wird",
    "privacy.kept": (
        "Zurzeit über dich aufbewahrt: Behauptungen, denen du folgst: {follows}; Fragen und "
        "Meldungen, die du gesendet hast: {notes}."
    ),
    "privacy.questions": "Was du fragst",
    "privacy.questions.is": (
        "Wird nicht gespeichert. Es bleibt eine Weile im Arbeitsspeicher, damit du es an die "
        "Moderation senden kannst."
    ),
    "privacy.notes": "Was du an die Moderation sendest",
    "privacy.notes.is": (
        "Der Text und die Kennung deines Kontos, bis die Moderation entscheidet; willst du "
        "Nachricht, auch ihre Antwort, bis du sie hast."
    ),
    "privacy.follows": "Welchen Behauptungen du folgst",
    "privacy.follows.is": (
        "Die Behauptung, die Kennung deines Kontos, der Server oder Kanal, und seit wann."
    ),
    "privacy.answers": "Antworten in Kanälen",
    "privacy.answers.is": (
        "Die Kennungen der Nachrichten und was sie zeigen, damit sie berichtigt werden können; "
        "nicht, wer gefragt hat."
    ),
    "privacy.record": "Was du einträgst oder vorschlägst",
    "privacy.record.is": (
        "Die Änderung, wann und warum, und die Kennung deines Kontos; "
        "/vergiss-mich nimmt sie heraus."
    ),
    "forget.title": "Alles entfernen, was über dich aufbewahrt wird?",
    "forget.note": (
        "Das lässt sich nicht zurücknehmen. Was zu Behauptungen verzeichnet ist, bleibt."
    ),
    "forget.done": "Entfernt: gefolgte Behauptungen: {follows}; Fragen und Meldungen: {notes}.",
    "forget.record": (
        "Die Kennung deines Kontos wurde an {number} Stellen aus dem Verzeichnis genommen."
    ),
    "forget.not-yours": "Nur wer gefragt hat, kann das bestätigen.",
    "pong": "Hier. Discord antwortet in {ms} Millisekunden.",
    # keeping the record: commands
    "menu.record.name": "Ins Verzeichnis eintragen",
    "record.name": "eintragen",
    "record.description": "Etwas eintragen: Behauptungen, Aussagen, Gegenaussagen, Formulierungen",
    "record.claim": "Eine Behauptung eintragen",
    "record.speaker": "Einen Sprecher eintragen",
    "record.source.name": "quelle",
    "record.source": "Eine Quelle eintragen",
    "record.kind.name": "art",
    "record.source-kind.name": "quellenart",
    "record.source-kind": "Was für eine Veröffentlichung die Quelle ist",
    "record.speaker-kind.name": "sprecherart",
    "record.speaker-kind": "Was ein Sprecher ist, der noch nicht verzeichnet ist",
    "record.statement.name": "aussage",
    "record.statement": "Eine Aussage zu einer Behauptung eintragen",
    "record.stance.name": "haltung",
    "record.stance": "Wie die Aussage zur Behauptung steht",
    "record.known-speaker": (
        "Wer es sagte: ein verzeichneter Sprecher oder ein neuer Name (geht auch im Formular)"
    ),
    "record.known-source": "Eine verzeichnete Quelle (für eine neue weglassen: das Formular fragt)",
    "record.words.name": "wortlaut",
    "record.words": "Ob die Worte wörtlich oder sinngemäß wiedergegeben sind",
    "record.counter.name": "gegenaussage",
    "record.counter": "Angeben, dass eine Aussage auf eine frühere antwortet",
    "record.answering": "Die spätere Aussage, die antwortet",
    "record.does.name": "tut",
    "record.does": "Was sie mit der früheren tut",
    "record.answered.name": "beantwortet",
    "record.answered": "Die frühere Aussage, auf die geantwortet wird",
    "record.phrasing.name": "formulierung",
    "record.phrasing": "Eine andere Formulierung einer Behauptung eintragen",
    "record.wording.name": "wortlaut",
    "record.wording": "Die Behauptung in anderen Worten",
    "record.bearing": "Angeben, wie eine Aussage zu einer Behauptung steht, auch zu einer zweiten",
    "record.bearing-statement": "Die Aussage",
    "choice-supports": "stützt sie",
    "choice-disputes": "bestreitet sie",
    "choice-context": "gibt Kontext",
    "choice-quote": "wörtlich",
    "choice-paraphrase": "sinngemäß",
    "choice-person": "eine Person",
    "choice-organisation": "eine Organisation",
    "choice-denies": "bestreitet sie",
    "choice-questions": "stellt sie in Frage",
    "choice-corrects": "berichtigt sie",
    "choice-confirms": "bestätigt sie",
    "choice-retracts": "nimmt sie zurück",
    "history.name": "verlauf",
    "history.description": "Wer einen Eintrag wann und warum geändert hat, vorher und nachher",
    "history.id": "Die Kennung eines Eintrags; ohne sie die letzten Änderungen auf diesem Server",
    "undo.name": "rückgängig",
    "undo.description": (
        "Die letzte oder eine bestimmte Änderung im Verzeichnis des Servers zurücknehmen"
    ),
    "undo.revision.name": "änderung",
    "undo.revision": "Die Nummer der Änderung, etwa R12",
    "edit.name": "ändern",
    "edit.description": "Einen Eintrag in einem Formular ändern, in dem steht, was verzeichnet ist",
    "entry.id": "Die Kennung einer Behauptung, einer Aussage, eines Sprechers oder einer Quelle",
    "retire.name": "zurückziehen",
    "retire.description": "Einen Eintrag aus den Antworten nehmen; er lässt sich wiederherstellen",
    "restore.name": "wiederherstellen",
    "restore.description": "Einen zurückgezogenen Eintrag wieder zeigen",
    "restore.id": "Die Kennung des zurückgezogenen Eintrags",
    "merge.name": "zusammenführen",
    "merge.description": (
        "Eine Behauptung, einen Sprecher oder eine Quelle in einer anderen aufgehen lassen"
    ),
    "merge.merged.name": "aufgehend",
    "merge.merged": "Der Eintrag, der im anderen aufgeht",
    "merge.into.name": "bleibend",
    "merge.into": "Der Eintrag, der bleibt",
    "reason.name": "grund",
    "reason": "Warum; das wird mit der Änderung aufbewahrt",
    "queue.name": "warteschlange",
    "queue.description": "Was wartet: Vorschläge, Fragen und Fehlermeldungen der Mitglieder",
    "gaps.name": "lücken",
    "gaps.description": "Was im Verzeichnis dieses Servers fehlt",
    "settings.name": "einstellungen",
    "settings.description": (
        "Wer das Verzeichnis dieses Servers führt, und wie (für alle, die ihn verwalten)"
    ),
    # keeping the record: forms
    "form.c.title": "Behauptung",
    "form.p.title": "Sprecher",
    "form.d.title": "Quelle",
    "form.n.title": "Neue Aussage",
    "form.s.title": "Aussage",
    "form.m.title": "Eine Nachricht eintragen",
    "form.x.title": "Ablehnen",
    "form.f.title": "Formulierung einer Behauptung",
    "form.wording.label": "Die Behauptung, in einem Satz",
    "form.wording.hint": "Was man stützen oder bestreiten kann, ohne zu sagen, was stimmt",
    "form.phrasings.label": "Andere Formulierungen",
    "form.phrasings.hint": "Je eine in einer Zeile",
    "form.speaker.label": "Name des Sprechers",
    "form.speaker.hint": "Wie er meist geschrieben wird",
    "form.variants.label": "Andere Schreibweisen und Abkürzungen",
    "form.variants.hint": "Je eine in einer Zeile",
    "form.speaker-kind.label": "Person oder Organisation",
    "form.speaker-kind.hint": "Was der Sprecher ist",
    "form.title.label": "Titel",
    "form.title.hint": "Wie veröffentlicht",
    "form.addresses.label": "Adresse, archivierte Fassung",
    "form.addresses.hint": "Je in einer Zeile, in dieser Folge; - steht für nichts",
    "form.publisher.label": "Verlag, Autor, Sprache",
    "form.publisher.hint": (
        "Je in einer Zeile, in dieser Folge; - steht für nichts; Sprache als en, de"
    ),
    "form.published.label": "Datum der Veröffentlichung",
    "form.published.hint": "29. Oktober 2024, Ende Oktober 2024, Herbst 2024, 2024",
    "form.note.label": "Anmerkung",
    "form.note.hint": "Was man über die Quelle wissen sollte",
    "form.who.label": "Wer: Name, Rolle, Organisation",
    "form.who.hint": "Je in einer Zeile, in dieser Folge; Name oder Kennung; - steht für nichts",
    "form.words.label": "Der Wortlaut",
    "form.words.hint": "Wörtliches genau, […] wo Worte fehlen",
    "form.when.label": "Wann es gesagt wurde",
    "form.when.hint": "29. Oktober 2024, Ende Oktober 2024, 3. Quartal 2024",
    "form.source.label": "Quelle: Titel, Adresse, Verlag, Datum",
    "form.source.hint": (
        "Je in einer Zeile, in dieser Folge; - steht für nichts; oder die Kennung einer Quelle"
    ),
    "form.where.label": "Ort, Anlass, zitiert nach",
    "form.where.hint": "Je in einer Zeile, in dieser Folge; - steht für nichts",
    "form.text-kind.label": "Wörtlich oder sinngemäß",
    "form.text-kind.hint": "Ob die Worte die des Sprechers sind",
    "form.claim.label": "Die Behauptung: Kennung, oder eine neue",
    "form.claim.hint": "Ähnliches wird gezeigt, bevor etwas eingetragen wird",
    "form.stance.label": "Wie sie zur Behauptung steht",
    "form.stance.hint": "Eine zweite Behauptung lässt sich danach angeben",
    "form.why.label": "Warum",
    "form.why.hint": "Das erfährt, von wem es kommt, falls gewünscht",
    "form.of-claim.label": "Die Kennung der Behauptung",
    "form.of-claim.hint": "Etwa C12, oder LC12 aus der gemeinsamen Bibliothek",
    "form.phrasing.label": "Die Behauptung in anderen Worten",
    "form.phrasing.hint": "Wie man es sagt; nicht das Gegenteil",
    "form-too-long": (
        "Dieser Eintrag ist zu lang für ein Formular auf Discord; nichts wurde geändert."
    ),
    "form-forgotten": "Jenes Formular ist nicht mehr im Speicher; bitte fülle ein neues aus.",
    "no-entry": "Kein solcher Eintrag {id} ist verzeichnet.",
    "undo.unreadable": "Die Nummer einer Änderung schreibt man R12.",
    # keeping the record: what is shown before and after
    "draft": "So wurde es verstanden. Noch ist nichts eingetragen.",
    "draft.asks": "Sieh dir das bitte erst an. Noch ist nichts eingetragen.",
    "draft.question": "Frage {number}",
    "draft.new-claim": "neue Behauptung",
    "draft.new-speaker": "neuer Sprecher",
    "draft.new-source": "neue Quelle",
    "draft.new-statement": "neue Aussage",
    "draft.new-name": "{name} (neu)",
    "draft.compared": "{field}: verzeichnet „{before}“, neu „{after}“",
    "draft.library": "Das betrifft die gemeinsame Bibliothek, deshalb entscheidet deren Betreiber.",
    "stored": "Gespeichert: {ids}.",
    "stored.revision": "Gespeichert: {ids} (R{revision}).",
    "proposed": (
        "Vorschlag {number} wartet auf die Zustimmung einer anderen Person. Noch ist nichts "
        "eingetragen."
    ),
    "proposed.library": "Vorschlag {number} ging an den Betreiber der gemeinsamen Bibliothek.",
    "dropped": "Verworfen; nichts wurde geändert.",
    "declined": "Vorschlag {number} wurde abgelehnt.",
    "declined.reason": "Die Begründung: {reason}",
    "closed.accepted": "Nr. {number} ist erledigt.",
    "closed.declined": "Nr. {number} wurde abgelehnt.",
    "not-done": "Nichts wurde geändert.",
    "differs": "{field}: vorher „{before}“, nachher „{after}“",
    "differs.added": "{field}: „{after}“",
    "differs.removed": "{field}: „{before}“ entfällt",
    "differences.more": "und {count} weitere Unterschiede",
    "option.phrasing": "Als Formulierung von {id}",
    "option.citation": "Als weiterer Beleg von {id}",
    "option.use": "{id} nehmen",
    "button.keep": "Eintragen",
    "button.confirm": "Bestätigen",
    "button.keep-anyway": "Trotzdem eintragen",
    "button.correct": "Berichtigen …",
    "button.cancel": "Abbrechen",
    "button.withdraw": "Vorschlag zurückziehen",
    "button.undo": "Zurücknehmen",
    "button.approve": "Zustimmen",
    "button.decline": "Ablehnen …",
    "button.look": "{number} ansehen",
    "button.tell": "Nachricht, was daraus wird",
    "button.tell-not": "Doch keine Nachricht",
    "button.accept-question": "Als Behauptung annehmen …",
    "button.phrase": "Formulierung einer Behauptung …",
    "button.edit-accept": "Ändern und zustimmen …",
    "button.edit-proposed": "Mit dem Vorschlag beginnen …",
    "button.edit-recorded": "Mit dem Verzeichneten beginnen …",
    "button.edit-about": "{id} ändern …",
    "button.settled": "Erledigt",
    "audit.by": "{name} (Konto {id})",
    "audit.proposal": "Nr. {number} der Warteschlange",
    "audit.reason": "Grund: {reason}",
    "history.title": "Verlauf von {id}",
    "history.latest": "Letzte Änderungen, die neueste zuerst",
    "history.none": "Keine Änderung ist verzeichnet.",
    "history.more": "{ids} und {count} weitere",
    "history.approved": "Zustimmung: {name}",
    "history.undoes": "nimmt R{number} zurück",
    "moment": "{date}, {time} Uhr UTC",
    "queue.title": "Es warten: Vorschläge: {proposals}, Meldungen: {reports}, Fragen: {questions}",
    "queue.new": "Vorschlag {number} wartet auf Zustimmung",
    "queue.one": "Vorschlag {number}, wie er jetzt steht",
    "queue.page": "Seite {page} von {pages}",
    "queue.closed": (
        "Neues erscheint in keinem Kanal: Der gewählte fehlt oder ist diesem Bot verschlossen. "
        "Mit /einstellungen lässt sich ein anderer wählen."
    ),
    "queue.line": "{number}: „{action}“ ({author}, {date})",
    "queue.account": "Konto {id}",
    "queue.obstacle": "Das geht zurzeit nicht: {reason}",
    "queue.proposed": "Was vorgeschlagen wurde",
    "queue.no-form": (
        "Dieser Vorschlag lässt sich nicht im Formular ändern; nimm ihn an oder lehne ihn ab."
    ),
    "queue.is-phrasing-of": "Welche Behauptung ist gemeint?",
    "queue.both-changed": "{id} wurde nach Vorschlag {number} geändert",
    "queue.both-same": (
        "Auf beiden Seiten geändert: {fields}. Was nur auf einer geändert wurde, steht schon im "
        "Formular."
    ),
    "queue.both-before": "Vorher: „{text}“",
    "queue.both-recorded": "Jetzt verzeichnet: „{text}“",
    "queue.both-proposed": "Vorgeschlagen: „{text}“",
    "queue.both-whose": "Womit soll das Formular beginnen? Noch ist nichts eingetragen.",
    "matter.question": "Frage {number}, {count}-mal gestellt",
    "matter.question.one": "Frage {number}, einmal gestellt",
    "matter.report": "Meldung {number} zu {id}",
    "matter.report.all": "Meldung {number}",
    "matter.answered": "Ein Vorschlag wartet, der dies erledigen würde: {numbers}",
    "matter.date": "am {date}",
    "matter.dates": "zuerst am {first}, zuletzt am {last}",
    "matter.also": "Auch so gefragt",
    "matter.alike": "Behauptungen, die gemeint sein können",
    "matter.decided": "Nr. {number}: {state}",
    "matter.decided.as": "Nr. {number}: {state} ({id})",
    "gaps.title": "Was im Verzeichnis fehlt",
    "gaps.none": "Nichts fehlt, das sich von hier erkennen ließe.",
    "gap.one-sided": "Behauptungen mit nur einer Seite: {number}",
    "gap.without-statements": "Behauptungen ohne Aussage: {number}",
    "gap.on-one-source": "Aussagen mit nur einer Quelle: {number}",
    "gap.second-hand": "Aussagen nur aus zweiter Hand: {number}",
    "gap.dated-by-publication": "Aussagen nur nach der Veröffentlichung datiert: {number}",
    "gap.undated-sources": "Quellen ohne Datum: {number}",
    "gap.not-archived": "Quellen ohne archivierte Fassung: {number}",
    "gap.dead": "Adressen, die ins Leere führen: {number}",
    "gap.unclaimed": "Aussagen nur zu zurückgezogenen Behauptungen: {number}",
    "gap.asked-often": "Oft gefragt und nicht beantwortet: {number}",
    "gap.asked": "{times}-mal: {question}",
    # keeping the record: the fields of entries
    "field-wording": "Wortlaut",
    "field-phrasings": "Formulierungen",
    "field-name": "Name",
    "field-kind": "Art",
    "field-variants": "Schreibweisen",
    "field-title": "Titel",
    "field-publisher": "Verlag",
    "field-author": "Autor",
    "field-published": "veröffentlicht",
    "field-published_basis": "Grundlage des Datums",
    "field-published_inferred_from": "Datum erschlossen aus",
    "field-url": "Adresse",
    "field-archive_url": "archivierte Fassung",
    "field-language": "Sprache",
    "field-note": "Anmerkung",
    "field-speaker": "Sprecher",
    "field-role": "Rolle",
    "field-organisation": "Organisation",
    "field-said_on": "gesagt",
    "field-date_text": "Datum in der Quelle",
    "field-date_basis": "Grundlage des Datums",
    "field-date_inferred_from": "Datum erschlossen aus",
    "field-place": "Ort",
    "field-occasion": "Anlass",
    "field-stances": "steht zu",
    "field-citations": "Belege",
    "field-counters": "antwortet auf",
    "field-state": "Zustand",
    "field-merged_into": "aufgegangen in",
    # keeping the record: settings
    "settings.title": "Wer das Verzeichnis dieses Servers führt, und wie",
    "settings.saved": "Gespeichert. Wer das Verzeichnis dieses Servers führt, und wie",
    "settings.curators": "Kuratoren: Rollen, die eintragen und ändern",
    "settings.reviewers": (
        "Prüfer: Rollen, die zustimmen und ablehnen; was sie eintragen, ist ein Vorschlag"
    ),
    "settings.reviewed": "Änderungen, die ein zweites Paar Augen brauchen",
    "settings.queue": "Kanal, in dem Vorschläge, Fragen und Fehlermeldungen erscheinen",
    "settings.audit": "Kanal, in dem jede Änderung erscheint",
    "settings.closed": (
        "Hier erscheint nichts: der Kanal fehlt, oder dieser Bot darf ihn nicht sehen und dort "
        "nichts senden."
    ),
    "settings.language": "Sprache öffentlicher Antworten",
    "settings.language.default": "wie bei Discord",
    "settings.language.en": "Englisch",
    "settings.language.de": "Deutsch",
    "settings.library": "Antworten aus der gemeinsamen Bibliothek",
    "settings.library.default": "wie vom Betreiber vorgesehen",
    "settings.library.on": "an",
    "settings.library.off": "aus",
    "action-add": "Eintragen",
    "action-edit": "Ändern",
    "action-move": "Verschieben einer Aussage",
    "action-merge": "Zusammenführen",
    "action-split": "Teilen",
    "action-retire": "Zurückziehen",
    "action-restore": "Wiederherstellen",
    "action-undo": "Zurücknehmen",
    # keeping the record: moving, splitting, hiding, files
    "move.name": "verschieben",
    "move.description": (
        "Eine Aussage zu einer anderen Behauptung verschieben; die Haltung bleibt, wenn keine "
        "angegeben ist"
    ),
    "move.statement": "Die Aussage, die verschoben wird",
    "move.to.name": "zu_behauptung",
    "move.to": "Die Behauptung, zu der sie kommt",
    "move.from.name": "von_behauptung",
    "move.from": "Die Behauptung, die sie verlässt, wenn sie zu mehreren steht",
    "split.name": "teilen",
    "split.description": (
        "Aus einigen Aussagen und Formulierungen einer Behauptung eine neue machen"
    ),
    "split.claim": "Die Behauptung, die geteilt wird",
    "hide.name": "ausblenden",
    "hide.description": "Eine Behauptung der gemeinsamen Bibliothek auf diesem Server ausblenden",
    "hide.claim": "Eine Behauptung der gemeinsamen Bibliothek, etwa LC12",
    "unhide.name": "einblenden",
    "unhide.description": "Eine ausgeblendete Behauptung der gemeinsamen Bibliothek wieder zeigen",
    "unhide.claim": "Eine Behauptung, die hier ausgeblendet ist",
    "address.name": "adresse",
    "address.description": (
        "Die Adresse einer Quelle als nicht mehr oder wieder erreichbar markieren"
    ),
    "address.source": "Die Quelle, deren Adresse probiert wurde",
    "address.is.name": "ist",
    "address.is": "Was sich zeigte",
    "address.is.dead": "nicht mehr erreichbar",
    "address.is.alive": "erreichbar",
    "forget-member.name": "vergessen",
    "forget-member.description": (
        "Entfernen, was dieser Server über jemanden aufbewahrt; Verzeichnetes bleibt"
    ),
    "forget-member.member.name": "mitglied",
    "forget-member.member": "Wer vergessen wird, auch wer gegangen ist",
    "forget-member.title": "Entfernen, was dieser Server über {name} (Konto {id}) aufbewahrt?",
    "forget-member.what": (
        "Hier verfolgte Behauptungen, hier gesendete Fragen und Meldungen und Entwürfe werden "
        "entfernt. Im Verlauf und in der Warteschlange steht statt des Kontos „ein früheres "
        "Mitglied“."
    ),
    "forget-member.done": (
        "Hier entfernt: verfolgte Behauptungen: {follows}; Fragen und Meldungen: {notes}."
    ),
    "address-dead": "Adresse nicht mehr erreichbar, Stand {date}",
    "hidden-here": "{id} ist auf diesem Server ausgeblendet; /einblenden {id} zeigt es wieder.",
    "set.hide": "{ids} ist auf diesem Server jetzt ausgeblendet; /einblenden zeigt es wieder.",
    "set.show": "{ids} wird auf diesem Server wieder gezeigt.",
    "set.mark as dead": "Die Adresse von {ids} ist als nicht mehr erreichbar markiert.",
    "set.mark as alive": "Die Adresse von {ids} ist nicht mehr markiert.",
    "refused.from-which": (
        "{id} steht zu mehreren Behauptungen ({claims}); gib an, welche sie verlässt."
    ),
    "refused.nothing-to-split": (
        "{id} hat keine Aussage und keine Formulierung, die zu einer neuen Behauptung gehen könnte."
    ),
    "form.t.title": "Eine Behauptung teilen",
    "form.new-wording.label": "Die neue Behauptung, in einem Satz",
    "form.new-wording.hint": "Was die unten gewählten Aussagen stützen oder bestreiten",
    "form.statements-1.label": "Aussagen, die zu ihr gehen",
    "form.statements-1.hint": "Beliebig viele; ihre Haltung bleibt",
    "form.statements-2.label": "Weitere Aussagen",
    "form.statements-2.hint": "Die Aussagen ab der 26.",
    "form.statements-3.label": "Noch mehr Aussagen",
    "form.statements-3.hint": "Ab der 51.; die übrigen mit /verschieben",
    "form.phrasings-chosen.label": "Formulierungen, die zu ihr gehen",
    "form.phrasings-chosen.hint": "Sie führen dann zur neuen Behauptung",
    "edit.part.name": "teil",
    "edit.part": "Ein Teil mit eigenem Formular: Datum, Haltungen, ein Beleg, die Art einer Quelle",
    "part.kind": "Art und Datum der Veröffentlichung",
    "part.date": "Datum, woher es bekannt ist und wie es in der Quelle steht",
    "part.bearing": "wozu es steht und worauf es antwortet",
    "part.citation": "Beleg {number}: {text}",
    "part.citation.new": "ein weiterer Beleg",
    "form.w.title": "Datum einer Aussage",
    "form.b.title": "Wozu eine Aussage steht",
    "form.i.title": "Beleg einer Aussage",
    "form.k.title": "Art und Datum einer Quelle",
    "form.date-basis.label": "Woher das Datum bekannt ist",
    "form.date-basis.hint": "Angegeben, erschlossen, oder nur das der Veröffentlichung",
    "date-basis.stated": "in der Quelle angegeben",
    "date-basis.inferred": "erschlossen",
    "date-basis.publication": "das der Veröffentlichung",
    "form.inferred-from.label": "Woraus erschlossen",
    "form.inferred-from.hint": "Nur wenn das Datum erschlossen ist",
    "form.date-text.label": "Das Datum, wie es in der Quelle steht",
    "form.date-text.hint": "Etwa „am Mittwoch“; leer, wenn dort nichts steht",
    "form.stances.label": "Behauptungen, zu denen sie steht",
    "form.stances.hint": "Je eine in einer Zeile: stützt C12, bestreitet LC3, Kontext C4",
    "form.counters.label": "Aussagen, auf die sie antwortet",
    "form.counters.hint": (
        "Je eine in einer Zeile: bestreitet S3; hinterfragt, berichtigt, bestätigt, widerruft"
    ),
    "stance-word.supports": "stützt",
    "stance-word.disputes": "bestreitet",
    "stance-word.context": "Kontext",
    "counter-word.denies": "bestreitet",
    "counter-word.questions": "hinterfragt",
    "counter-word.corrects": "berichtigt",
    "counter-word.confirms": "bestätigt",
    "counter-word.retracts": "widerruft",
    "form.via.label": "Zitiert nach",
    "form.via.hint": "Wer zwischen Sprecher und Quelle steht, etwa RIA Nowosti",
    "form.citation-stays.label": "Diesen Beleg behalten",
    "form.citation-stays.hint": "Der letzte kann nicht entfallen",
    "citation-stays.yes": "ja",
    "citation-stays.no": "nein, entfernen",
    "form.source-kind.label": "Art der Quelle",
    "form.source-kind.hint": "Was für eine Veröffentlichung es ist",
    "refused.one-form": "Alles von {id} steht in einem Formular; lass den Teil weg.",
    "refused.no-part": "{id} hat keinen Teil „{part}“; ein eigenes Formular haben: {parts}.",
    "refused.unreadable-line": (
        "„{line}“ ist nicht zu lesen. In einer Zeile stehen eines dieser Wörter und eine Kennung: "
        "{words}."
    ),
    "refused.last-citation": "{id} hätte keinen Beleg mehr; ohne wird nichts veröffentlicht.",
    "import.name": "importieren",
    "import.description": (
        "Einträge einer Datei übernehmen; erst wird gezeigt, was geschähe, dann gefragt"
    ),
    "import.file.name": "datei",
    "import.file": "CSV, JSON Lines oder Verzeichnisdatei (.csv, .jsonl, .json), höchstens 8 MB",
    "import.update.name": "aktualisieren",
    "import.update": "Auch Einträge ändern, die mit anderem Inhalt verzeichnet sind",
    "import.checking": "Geprüft: {done} von {of}. Noch ist nichts eingetragen.",
    "import.comparing": "Mit dem Verzeichneten verglichen: {done} von {of}",
    "import.going-on": "Importiert: {done} von {of}. Eingetragen wird alles oder nichts.",
    "import.tried": "Was aus {name} würde. Noch ist nichts eingetragen.",
    "import.nothing": "{name} ändert nichts.",
    "import.problems": "{count} Probleme",
    "import.problems.one": "Ein Problem",
    "import.repeats": "{count} Einträge sind vielleicht schon in anderen Worten verzeichnet",
    "import.repeats.one": "Ein Eintrag ist vielleicht schon in anderen Worten verzeichnet",
    "import.compared": "Verzeichnet ist „{before}“, in der Datei steht „{after}“.",
    "import.rest": "Was ein Problem hat und was darauf verweist, lässt sich weglassen.",
    "import.added": "{number} neu",
    "import.updated": "{number} geändert",
    "import.unchanged": "{number} unverändert",
    "import.kept": "{number} bleiben wie verzeichnet, obwohl die Datei mehr sagt",
    "import.skipped": "{number} weggelassen",
    "import.empty": "keine Einträge",
    "import.done": "{name} ist importiert (R{revision}).",
    "import.forgotten": (
        "Jene Datei ist nicht mehr im Speicher; bitte nimm noch einmal /importieren."
    ),
    "import.busy": "Auf diesem Server wird schon eine Datei importiert; bitte warte darauf.",
    "button.import": "Importieren",
    "button.import-rest": "Ohne das mit Problemen importieren",
    "export.name": "exportieren",
    "export.description": "Das eigene Verzeichnis dieses Servers als Datei",
    "export.format.name": "dateiformat",
    "export.format": "Verzeichnisdatei (vollständig, sonst immer), CSV oder JSON Lines",
    "export.format.json": "Verzeichnisdatei (.json, vollständig)",
    "export.format.csv": "Tabelle (.csv)",
    "export.format.jsonl": "JSON-Zeilen (.jsonl)",
    "export.done": (
        "Das eigene Verzeichnis dieses Servers: Behauptungen: {claims}, Aussagen: {statements}."
    ),
    "export.too-large": (
        "Das Verzeichnis ist selbst gepackt größer, als Discord nimmt; die Betreibenden können es "
        "exportieren."
    ),
    "refused.file-name": "{name}: der Name der Datei muss auf .json, .csv oder .jsonl enden.",
    "refused.file-size": "Die Datei ist größer als {number} MB; bitte teile sie.",
    "refused.file-entries": (
        "Die Datei hat {count} Einträge, höchstens {most} gehen auf einmal; bitte teile sie."
    ),
    "settings.cooldown": "Wie oft ein Mitglied hier fragen darf",
    "settings.cooldown.default": "wie vom Betreiber vorgesehen",
    "settings.cooldown.is": "{count}-mal in {seconds} Sekunden",
    "settings.cooldown.is.one": "einmal in {seconds} Sekunden",
    # what cannot be done
    "wait": "Das war schnell: bitte versuche es in {count} Sekunden noch einmal.",
    "wait.one": "Das war schnell: bitte versuche es in 1 Sekunde noch einmal.",
    "failed": "Etwas ist schiefgegangen und wurde notiert. Fehlerkennung: {id}",
    "busy": (
        "Ins Verzeichnis kann gerade nicht geschrieben werden; nichts wurde geändert. "
        "Bitte versuche es später noch einmal."
    ),
    "damaged": "Das Verzeichnis ist gerade nicht lesbar; wer es betreibt, muss danach sehen.",
    "command-changed": "Dieser Befehl hat sich geändert; bitte lade Discord neu.",
    "unusable-value": "Einer der Werte geht so nicht; bitte wähle aus der Liste.",
    "not-here": "Dieser Befehl geht hier nicht, oder nicht für dich.",
    "only-in-servers": "Dieser Bot antwortet nur auf Servern.",
    "may-not-post": "In diesem Kanal darfst du nichts senden, deshalb wurde nichts veröffentlicht.",
    "no-claim": (
        "Keine Behauptung ist eindeutig gemeint. Wähle eine aus der Liste, oder nimm /frage."
    ),
    "no-speaker": "Kein Sprecher „{name}“ ist verzeichnet.",
    "several-speakers": "Mehrere Sprecher können gemeint sein; wähle einen aus der Liste: {names}.",
    "mention.unread": (
        "Discord zeigt mir den Text jener Nachricht nicht. Rechtsklick oder langer Druck auf die "
        "Nachricht → Apps → Was ist verzeichnet?"
    ),
    # lists and numbers within a sentence
    "list.comma": "{first}, {then}",
    "list.or": "{first} oder {then}",
    "list.sentences": "{first} {then}",
    "list.thousands": "{first}.{then}",
    "as-written": "{text}",
    # keeping the record: what is asked and noted
    "asks.claim-alike": "Das sieht aus wie {id}: „{text}“.",
    "asks.phrasing-alike": "Das sieht auch aus wie {id}: „{text}“.",
    "asks.speaker-alike": "{id} heißt schon so: {name}.",
    "asks.statement-alike": "{id} hat fast denselben Wortlaut.",
    "asks.published-in-future": "Das Datum der Veröffentlichung, {date}, liegt in der Zukunft.",
    "asks.date-in-future": "Das Datum, {date}, liegt in der Zukunft.",
    "asks.date-after-source": "Das Datum, {date}, liegt nach dem der Quelle, {published}.",
    "asks.date-long-before": "Das Datum, {date}, liegt lange vor dem der Quelle, {published}.",
    "asks.retire": "{id} verschwindet aus allen Antworten; es lässt sich wiederherstellen.",
    "asks.retire.with": (
        "{id} verschwindet mit seinen {count} Aussagen aus allen Antworten; es lässt sich "
        "wiederherstellen."
    ),
    "asks.retire.with.one": (
        "{id} verschwindet mit seiner einen Aussage aus allen Antworten; es lässt sich "
        "wiederherstellen."
    ),
    "asks.split": "{count} Aussagen von {id} gehen zu einer neuen Behauptung.",
    "asks.split.one": "Eine Aussage von {id} geht zu einer neuen Behauptung.",
    "asks.merge": (
        "{id} geht in {into} auf, mit allem, was darauf verweist ({count} Aussagen); {id} führt "
        "weiter dorthin."
    ),
    "asks.merge.one": (
        "{id} geht in {into} auf, mit allem, was darauf verweist (eine Aussage); {id} führt weiter "
        "dorthin."
    ),
    "asks.stances-differ": "{id} {one} und {other}; das Letztere bleibt.",
    "stands.supports": "stützt {claim}",
    "stands.disputes": "bestreitet {claim}",
    "stands.context": "gibt Zusammenhang zu {claim}",
    "asks.undo": (
        "R{revision} ({action}, {author}, {date}) wird zurückgenommen: {count} Einträge werden "
        "wieder, was sie waren."
    ),
    "asks.undo.one": (
        "R{revision} ({action}, {author}, {date}) wird zurückgenommen: ein Eintrag wird wieder, "
        "was er war."
    ),
    "asks.undo.added": (
        "R{revision} ({action}, {author}, {date}) wird zurückgenommen: die {count} Einträge, "
        "die damit dazukamen, werden zurückgezogen."
    ),
    "asks.undo.added.one": (
        "R{revision} ({action}, {author}, {date}) wird zurückgenommen: der Eintrag, der damit "
        "dazukam, wird zurückgezogen."
    ),
    "asks.undo.rest": "{count} andere Einträge werden wieder, was sie waren.",
    "asks.undo.rest.one": "Ein anderer Eintrag wird wieder, was er war.",
    "noted.source-known": "Die Quelle ist schon verzeichnet, als {id}.",
    "noted.entry": "{id}: „{text}“",
    "noted.changed-since": (
        "Der Eintrag hat sich nach dem Vorschlag geändert; der Vorschlag ist auf den jetzigen "
        "Stand übertragen."
    ),
    # keeping the record: what was done, in the words of the history and the audit channel
    "done.add": "eintragen",
    "done.edit": "ändern",
    "done.move": "verschieben",
    "done.merge": "zusammenführen",
    "done.split": "teilen",
    "done.retire": "zurückziehen",
    "done.restore": "wiederherstellen",
    "done.undo": "zurücknehmen",
    "done.hide": "ausblenden",
    "done.show": "einblenden",
    "done.mark": "markieren",
    "done.mark as dead": "als nicht mehr erreichbar markieren",
    "done.mark as alive": "als erreichbar markieren",
    "done.review": "prüfen",
    "done.see history": "den Verlauf ansehen",
    "done.see queue": "die Warteschlange ansehen",
    "done.see gaps": "die Lücken ansehen",
    "done.import": "importieren",
    "done.export": "exportieren",
    "done.set": "einstellen",
    "done.forget": "vergessen",
    "done.forget me": "mich vergessen",
    "done.forget a former member": "ein früheres Mitglied vergessen",
    "done.decline": "ablehnen",
    "done.settle": "erledigen",
    "done.withdraw": "einen Vorschlag zurückziehen",
    "done.library": "Bibliothek aufnehmen",
    "done.approve": "zustimmen: {action}",
    "done.propose": "vorschlagen: {action}",
    "author.the shared library": "die gemeinsame Bibliothek",
    "author.a former member": "ein früheres Mitglied",
    "author.operator": "die Betreibenden",
    # keeping the record: what was refused
    "refused.nothing-new": "Hier ist nichts Neues einzutragen. {notes}",
    "refused.nothing-to-add": "Hier ist nichts einzutragen.",
    "refused.nothing-to-change": "Hier ist nichts zu ändern.",
    "refused.no-change": "Es würde sich nichts ändern.",
    "refused.stands-already": "„{text}“ steht schon in {id}.",
    "refused.cited-already": "{id} hat diesen Beleg schon.",
    "refused.already.denies": "{id} bestreitet {answered} schon.",
    "refused.already.questions": "{id} stellt {answered} schon in Frage.",
    "refused.already.corrects": "{id} berichtigt {answered} schon.",
    "refused.already.confirms": "{id} bestätigt {answered} schon.",
    "refused.already.retracts": "{id} nimmt {answered} schon zurück.",
    "refused.not-on-claim": "{id} hat mit {claim} nichts zu tun.",
    "refused.on-claim-already": "{id} steht schon zu {claim}.",
    "refused.not-a-phrasing": "„{text}“ ist keine Formulierung von {id}.",
    "refused.split-of-what": "Welche Aussagen oder Formulierungen gehen zur neuen Behauptung?",
    "refused.not-retired": "{id} ist {state}, nicht zurückgezogen.",
    "state.active": "aktiv",
    "state.retired": "zurückgezogen",
    "state.merged": "zusammengeführt",
    "refused.retired": "{id} ist zurückgezogen; stelle es erst wieder her.",
    "refused.retired-already": "{id} ist schon zurückgezogen.",
    "refused.merged": "{id} ist in {into} aufgegangen.",
    "refused.into-itself": "{id} kann nicht in sich selbst aufgehen.",
    "refused.statements-not-merged": (
        "Aussagen werden nicht zusammengeführt; ziehe die zurück, die die andere wiederholt."
    ),
    "refused.other-kind": "Nur Einträge derselben Art lassen sich zusammenführen.",
    "refused.two-records": (
        "Diese Einträge stehen nicht im selben Verzeichnis: einer gehört dem Server, einer der "
        "Bibliothek."
    ),
    "refused.library-refers": (
        "Die gemeinsame Bibliothek kann nicht auf {id} im Verzeichnis eines Servers verweisen."
    ),
    "refused.needs": "{id} braucht {on}; das ist {state}.",
    "refused.needed-by": "{id} wird gebraucht von {users}; ändere erst diese.",
    "a-servers-statement": "einer Aussage eines Servers",
    "refused.only-library-hidden": (
        "Nur Behauptungen der gemeinsamen Bibliothek werden ausgeblendet; ziehe eigene zurück."
    ),
    "refused.no-address": "Für {id} ist keine Adresse verzeichnet.",
    "refused.overtaken": (
        "{id} wurde inzwischen geändert ({fields}); sieh es dir noch einmal an und entscheide."
    ),
    "refused.both-changed": (
        "{id} wurde inzwischen geändert, und der Vorschlag ändert dasselbe ({fields}): sieh dir "
        "beides an und entscheide."
    ),
    "something": "etwas",
    "refused.changed-meanwhile": "{id} wurde inzwischen geändert; sieh es dir noch einmal an.",
    "refused.changed-since": (
        "R{number} lässt sich nicht zurücknehmen: seitdem geändert wurde {ids} ({later}). Nimm "
        "erst das zurück, oder ändere den Eintrag."
    ),
    "refused.undone-already": (
        "R{number} ist schon zurückgenommen, am {date} durch R{by}; nimm R{by} zurück, um es "
        "wiederzuhaben."
    ),
    "an-entry": "ein Eintrag",
    "a-change-elsewhere": "eine Änderung an anderer Stelle",
    "refused.options-changed": (
        "Das Verzeichnis hat sich seit dieser Frage geändert; sieh es dir noch einmal an und "
        "entscheide."
    ),
    "refused.neither-new": "„{id}“ ist weder neu noch verzeichnet.",
    "refused.id-twice": "Eine Kennung kommt zweimal vor.",
    "refused.own-id": "Ein neuer Eintrag kann seine Kennung nicht wählen ({id}).",
    "refused.new-state": "Ein neuer Eintrag ist weder zurückgezogen noch zusammengeführt.",
    "refused.not-your-change": "Eine Änderung bestätigen kann nur, wer sie gemacht hat.",
    "refused.not-your-proposal": "Einen Vorschlag zurückziehen kann nur, wer ihn gemacht hat.",
    "refused.own-proposal": (
        "Einem Vorschlag muss jemand anderes zustimmen als die Person, die ihn gemacht hat."
    ),
    "refused.change-was": "Diese Änderung ist schon {state}.",
    "refused.proposal-was": "Nr. {number} ist schon {state}.",
    "waiting.draft": "ein Entwurf",
    "waiting.open": "offen",
    "waiting.published": "eingetragen",
    "waiting.declined": "abgelehnt",
    "waiting.accepted": "angenommen",
    "waiting.dropped": "verworfen",
    "refused.proposal-changed": (
        "Das Verzeichnis hat sich seitdem geändert: der Vorschlag würde jetzt etwas anderes tun, "
        "als gezeigt wurde. Sieh ihn dir noch einmal an und entscheide."
    ),
    "refused.other-proposal": (
        "Das ist eine andere Änderung als Vorschlag {number}; ändern lässt sich nur, was darin "
        "steht."
    ),
    "refused.why-declined": "Warum wird es abgelehnt? Wer es gesendet hat, erfährt den Grund.",
    "refused.too-many-proposals": "{count} deiner Vorschläge warten schon; nichts wurde gesendet.",
    "refused.not-reviewable": (
        "„{text}“ lässt sich nicht unter Zustimmung stellen; diese gehen: {known}."
    ),
    "refused.not-allowed": "„{action}“ {realm} dürfen nur {roles}; nichts wurde geändert.",
    "refused.nobody-may": "„{action}“ {realm} darf niemand; nichts wurde geändert.",
    "realm.own": "auf diesem Server",
    "realm.library": "in der gemeinsamen Bibliothek",
    "realm.other": "auf einem anderen Server",
    "realm.direct": "in einer Direktnachricht",
    "role.operator": "die Betreibenden des Bots",
    "role.owner": "die Serververwaltung",
    "role.curator": "Kuratoren",
    "role.reviewer": "Prüfer",
    "role.member": "Mitglieder",
    "role.none": "alle anderen",
    # dates that were refused
    "typed": "„{text}“",
    "typed.unsaid": "dieser Text",
    "date.examples": (
        "29. Oktober 2024, Ende Oktober 2024, Herbst 2024, 1990er oder vor dem 12. Dezember 2024"
    ),
    "refused.date.century": (
        "Schreibe das Jahr mit allen vier Ziffern; {typed} sagt nicht, welches Jahrhundert."
    ),
    "refused.date.winter": (
        "Ein Winter liegt in zwei Jahren, die aufeinander folgen, nicht in {first} und {second}."
    ),
    "refused.date.no-decade-span": "{start} bis {end} ist kein Jahrzehnt.",
    "refused.date.no-century-span": "{start} bis {end} ist kein Jahrhundert.",
    "refused.date.no-decade": "{typed} ist kein Jahrzehnt; schreibe zum Beispiel 1990er.",
    "refused.date.word": "{typed} hat in einem Datum keinen Platz; schreibe es wie {examples}.",
    "refused.date.month": "Einen Monat {number} gibt es nicht.",
    "refused.date.long": "Ein Datum ist höchstens {count} Zeichen lang.",
    "refused.date.characters": (
        "Ein Datum schreibt man mit einfachen Buchstaben und Ziffern, wie {examples}; hier steht: "
        "{found}."
    ),
    "refused.date.expected": "Hier gehört ein Datum hin, etwa {examples}.",
    "refused.date.edtf": "Hier gehört EDTF hin, etwa 2024-10-29 oder 2024-10~, nicht {typed}.",
    "refused.date.calendar": "{date} gibt es im Kalender nicht.",
    "refused.date.years": "Der Kalender geht vom Jahr 1 bis zum Jahr 9999.",
    "refused.date.first-year": "Der Kalender beginnt mit dem Jahr 1.",
    "refused.date.one-day": "Schreibe einen Tag, und das Jahr mit allen vier Ziffern.",
    "refused.date.two": "Zwei Daten gehen ineinander über; schreibe sie wie {examples}.",
    "refused.date.part": (
        "Anfang, Mitte und Ende gehen nur mit einem Monat, einem Jahr oder einem Jahrzehnt."
    ),
    "refused.date.after-source": (
        "Das liegt nach der Veröffentlichung der Quelle; schreibe das Jahr dazu."
    ),
    "refused.date.whole": "Das ist kein ganzes Datum; schreibe es wie {examples}.",
    "refused.date.numbered-days": "Eine Jahreszeit oder ein Quartal hat keine gezählten Tage.",
    "refused.date.none-before": "Im Kalender gibt es vor dem {date} keinen solchen Tag.",
    "refused.date.year": (
        "Das Jahr fehlt, oder sonst das Datum der Veröffentlichung der Quelle, um von dort "
        "zurückzuzählen."
    ),
    "refused.date.source-vague": (
        "Das Datum der Veröffentlichung der Quelle ist nicht genau genug bekannt, um von dort "
        "zurückzuzählen."
    ),
    "refused.date.weekday": "{date} ist kein {weekday}; berichtige eins von beiden.",
    "weekday.0": "Montag",
    "weekday.1": "Dienstag",
    "weekday.2": "Mittwoch",
    "weekday.3": "Donnerstag",
    "weekday.4": "Freitag",
    "weekday.5": "Samstag",
    "weekday.6": "Sonntag",
    "month.1": "Januar",
    "month.2": "Februar",
    "month.3": "März",
    "month.4": "April",
    "month.5": "Mai",
    "month.6": "Juni",
    "month.7": "Juli",
    "month.8": "August",
    "month.9": "September",
    "month.10": "Oktober",
    "month.11": "November",
    "month.12": "Dezember",
    "day-of-month": "{day}. {month} {year}",
    "refused.date.ambiguous": "{typed} kann heißen: {meanings}; schreibe das, was gemeint ist.",
    "refused.date.second": "Das zweite Datum fehlt; schreibe {examples}.",
    "refused.date.backwards": "{typed} endet, bevor es beginnt.",
    "refused.date.span-backwards": (
        "Der Zeitraum endet, bevor er beginnt: seit {since}, bis {until}."
    ),
    "refused.date.open": "Ein Datum, das an beiden Enden offen ist, sagt nichts.",
    # entries and files that were refused
    "refused.published-basis": (
        "Ein Datum der Veröffentlichung und wie es bekannt ist, gehören zusammen: gib beides an "
        "oder keins."
    ),
    "refused.no-source": "Eine Aussage braucht mindestens eine Quelle.",
    "refused.no-claim": "Eine Aussage muss zu mindestens einer Behauptung stehen.",
    "refused.two-stances": "Eine Aussage hat zu einer Behauptung eine Haltung, nicht zwei.",
    "refused.answers-itself": "Eine Aussage kann nicht auf sich selbst antworten.",
    "refused.missing": "„{field}“ fehlt.",
    "refused.long": "„{field}“ hat {number} Zeichen; höchstens {most} werden aufbewahrt.",
    "refused.control-characters": (
        "In „{field}“ stehen Steuerzeichen, die sich nicht aufbewahren lassen."
    ),
    "refused.web-address": (
        "„{field}“ muss eine Webadresse sein, die mit http:// oder https:// beginnt."
    ),
    "named.claim": "Behauptung",
    "named.phrasing": "Formulierung",
    "named.speaker": "Sprecher",
    "named.variant": "Schreibweise",
    "named.source title": "Titel der Quelle",
    "named.publisher": "Verlag",
    "named.author": "Autor",
    "named.language": "Sprache",
    "named.note": "Anmerkung",
    "named.url": "Adresse",
    "named.archive_url": "archivierte Fassung",
    "named.published": "veröffentlicht",
    "named.published_inferred_from": "Veröffentlichung erschlossen aus",
    "named.date_inferred_from": "Datum erschlossen aus",
    "named.date_text": "Datum in der Quelle",
    "named.role": "Rolle",
    "named.organisation": "Organisation",
    "named.place": "Ort",
    "named.occasion": "Anlass",
    "named.text": "Wortlaut",
    "named.via": "zitiert nach",
    "named.id": "Kennung",
    "named.reason": "Grund",
    "where.row": "{name}, Zeile {number}",
    "where.entry": "{name}, {section}, Eintrag {number}",
    "where.entry.id": "{name}, {section}, Eintrag {number} „{id}“",
    "refused.import": "{number} Probleme gefunden; nichts wurde importiert.",
    "refused.import.one": "1 Problem gefunden; nichts wurde importiert.",
    "refused.file.not-json": "{name} ist kein gültiges JSON: {reason}.",
    "refused.file.format": '{name} ist keine Verzeichnisdatei: "format": "{format}" fehlt.',
    "refused.file.version": (
        "{name} hat die Version {version}; dieses Programm liest die Version {known}."
    ),
    "refused.file.section": (
        "{name} hat einen Abschnitt „{section}“, den Verzeichnisdateien nicht haben."
    ),
    "refused.file.not-list": "{name}: „{section}“ muss eine Liste sein.",
    "refused.file.header": (
        "{name} hat keine Kopfzeile: die erste Zeile muss die Spalten nennen, etwa claim, speaker."
    ),
    "refused.file.no-column": "{name} hat keine Spalte „{column}“.",
    "refused.file.column-twice": "{name} hat die Spalte „{column}“ zweimal.",
    "refused.file.cell": (
        "{where}: eine Zelle hat mehr als {most} Zeichen; vielleicht fehlt ein schließendes "
        "Anführungszeichen."
    ),
    "refused.file.not-utf-8": "{name} ist kein Text in UTF-8; speichere die Datei als UTF-8.",
    "refused.file.empty": "{name} ist leer.",
    "problem.not-utf-8": "ist kein Text in UTF-8; speichere die Datei als UTF-8.",
    "problem.missing": "fehlt.",
    "problem.missing.choice": "fehlt; hier gehört {choices} hin.",
    "problem.missing.dates": "fehlt; das Datum der Veröffentlichung auch.",
    "problem.choice": "hier gehört {choices} hin, nicht „{text}“.",
    "problem.counter": "hier gehört {choices} mit einer Kennung hin, etwa denies S3.",
    "problem.cells": "hat {number} Zellen; die Kopfzeile hat {header}.",
    "problem.no-column": "eine solche Spalte gibt es nicht.",
    "problem.column": "Spalte {number}",
    "problem.quotation-marks": "die Anführungszeichen gehören nicht zu Paaren ({reason}).",
    "problem.not-json": "ist kein gültiges JSON: {reason}.",
    "problem.not-object": "hier gehört ein JSON-Objekt hin, etwa {{„claim“: „…“}}.",
    "problem.type": "hier gehört {wanted} hin, nicht {found}.",
    "problem.field-type": "Hier gehört {wanted} hin, nicht {found}.",
    "problem.value": "Der Wert {value} gehört nicht hierher.",
    "problem.no-field": "ein solches Feld gibt es nicht.",
    "type.text": "Text",
    "type.texts": "Text oder eine Liste von Texten",
    "type.truth": "wahr oder falsch",
    "type.number": "eine Zahl",
    "type.list": "eine Liste",
    "type.object": "ein Objekt",
    "problem.local-id": "Eine Kennung kann nicht mit „{mark}“ beginnen.",
    "problem.contradicts": "„{new}“ widerspricht „{old}“ in einer anderen Zeile über dasselbe.",
    "problem.of-statement": (
        "gehört zu einer Aussage; die Zeile hat keinen Sprecher und keinen Wortlaut."
    ),
    "problem.other-id": "ist eine andere als die Kennung dieser Behauptung.",
    "refused.id-used-twice": "Die Kennung „{id}“ kommt zweimal vor.",
    "refused.library-id": (
        "„{id}“ ist die Kennung eines Eintrags der gemeinsamen Bibliothek, der bleibt, wie er ist."
    ),
    "refused.merged-names-other": (
        "Ein zusammengeführter Eintrag nennt den anderen, in dem er aufgeht, und nur ein solcher "
        "tut das."
    ),
    "refused.merge-circle": "Diese Einträge gehen im Kreis ineinander auf.",
    "refused.other-content": (
        "„{id}“ ist mit anderem Inhalt verzeichnet ({fields}); importiere mit --update (auf "
        "Discord: aktualisieren), um es zu ändern."
    ),
    "everything": "alles",
    "refused.nowhere": "„{id}“ steht weder in der Datei noch im Verzeichnis.",
    # what is not on record, and what cannot be done now
    "missing.entry": "Kein Eintrag „{id}“ ist verzeichnet.",
    "missing.claim": "Keine Behauptung „{id}“ ist verzeichnet.",
    "missing.statement": "Keine Aussage „{id}“ ist verzeichnet.",
    "missing.speaker": "Kein Sprecher „{id}“ ist verzeichnet.",
    "missing.source": "Keine Quelle „{id}“ ist verzeichnet.",
    "missing-ids": "{missing} Kennungen sehen aus wie C12, S34, P5 oder D7.",
    "missing-claim-ids": "{missing} Kennungen sehen aus wie C12 oder LC12.",
    "missing-reference": "„{id}“ ist nicht verzeichnet.",
    "missing-revision": "Eine Änderung R{number} gibt es nicht.",
    "missing-undo": "Es gibt keine Änderung, die sich zurücknehmen lässt.",
    "missing-proposal": "Einen Vorschlag {number} gibt es nicht.",
    "refused.note-empty": "Da steht nichts, deshalb wurde nichts gesendet.",
    "refused.note-long": "Das sind {number} Zeichen; höchstens {most} lassen sich senden.",
    "refused.may-not-post-changes": (
        "Änderungen in diesem Kanal melden lassen kann nur, wer ihn verwaltet."
    ),
    "refused.most-followed": (
        "Höchstens {count} Behauptungen kannst du folgen; /entfolgen schafft Platz."
    ),
    "refused.most-notes": (
        "{count} deiner Fragen und Meldungen warten schon; nichts wurde gesendet."
    ),
    "refused.keep": (
        "„{text}“ sagt nicht, was aufzubewahren ist; hier gehören Zahlen von Stunden, Tagen, "
        "Wochen, Monaten oder Jahren hin, etwa 24h,14d,12m."
    ),
    # keeping the record: what stands in the fields of entries
    "kind.person": "Person",
    "kind.organisation": "Organisation",
    "basis.stated": "angegeben",
    "basis.inferred": "erschlossen",
    "basis.publication": "Veröffentlichung",
    "bears.supports": "stützt: {id}",
    "bears.disputes": "bestreitet: {id}",
    "bears.context": "Zusammenhang: {id}",
    "does.denies": "bestreitet: {id}",
    "does.questions": "stellt in Frage: {id}",
    "does.corrects": "berichtigt: {id}",
    "does.confirms": "bestätigt: {id}",
    "does.retracts": "nimmt zurück: {id}",
    "cited.quote": "{source}, wörtlich: {text}",
    "cited.paraphrase": "{source}, sinngemäß: {text}",
    "cited.via": "{source} nach {via}",
    # a search that failed while someone typed; at most 100 characters with the id
    "search-failed": "Die Suche ist gescheitert; das wurde notiert. Fehlerkennung: {id}",
    "search-failed.picked": (
        "Das war kein Vorschlag: die Suche war gescheitert. Bitte gib es noch einmal ein, oder "
        "frage die Betreibenden nach der Fehlerkennung {id}."
    ),
    "search-refused.picked": (
        "Das war kein Vorschlag: es wurde nicht gesucht. Bitte gib es noch einmal ein."
    ),
}
