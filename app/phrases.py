"""How people ask, as data: what words ask for a list, a number, a status. Extend here, not in code."""

from pathlib import Path

from app.model import Kind
from ingest.model import Origin, Status


def _words(name: str) -> tuple[str, ...]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Nouns of sets that are kept whole: a question for "vilka uppdrag" is a question for the register.
ASSIGNMENT_NOUNS = (
    r"\b(?!grund|huvud|konsult)\w*uppdrag(?:en|et|s|ens|ets|slist\w+)?\b|\bassignments?\b|\bbeställningar(?:na)?\b"
)

KINDS: tuple[tuple[str, Kind], ...] = (
    # (pattern in the question, lower case; kind); the first that fits counts
    (r"\bhur (?:stor|hög|många|mycket)\w*\b[^?]*\b(?:jämfört|i jämförelse) med (?:år )?20\d\d\b", Kind.FIGURE),
    (
        r"\bjämför\b|\bskiljer\b|\bskillnad\w*\b|\bvs\.?\b|\bversus\b|\bjämfört med varandra\b|\bcompare\b|\bsame direction\b",
        Kind.COMPARE,
    ),
    (r"\båt samma håll\b|\bjämfört med\b|\bi jämförelse med\b|\bcompared (?:to|with)\b", Kind.COMPARE),
    (  # Which of two things has more of something
        r"^(?!.*\beller (?:inte|ej)\b).*\b(?:mer|mest|mindre|minst|fler|flest|färre|större|störst|högre|högst|lägre|lägst|bättre"
        r"|bäst|dyrare|dyrast|billigare|billigast)\b[^?]*\beller\b(?! (?:mindre|mer|färre|fler|sämre|lägre|högre)\b)",
        Kind.COMPARE,
    ),
    (
        r"\bsammanfatta\b|\bsammanfattning\b|^vad säger\b|\bvad säger [^?]+ om\b|\bvad står det om\b|\bvad är på gång\b|\bberätta om\b|\bbeskriv\b|\bsummari[sz]e\b|\bhuvuddragen\b|\bhuvudpunkter|(?:^|[.!?] )(?:och )?berätta\b|\bhur (?:jobbar|arbetar|arbetas|jobbas)\b|\bhur (?:ska|vill|tänker|kommer) [^?]*\b(?:jobba|arbeta)\b|\bvad gör(?:s|es)?\b[^?]*\b(?:för att|mot|åt)\b|\bvad har [^?]*\bgjort\b[^?]*\b(?:för att|mot|åt|på|inom)\b|\bvad handlar\b|\bwhat (?:is|are|does) [^?]*\bdo(?:ing)?\b[^?]*\b(?:about|to)\b",
        Kind.SUMMARY,
    ),
    (  # What somebody wants, plans or did about something, and nothing else asked beside it
        r"^(?!.*\boch (?:vem|vad|vilk\w+|hur|när|vart)\b).*(?:\bvad (?:ska|tänker|tänkte|vill|ville|planerar|avser|gjorde) [^?]*\b(?:göra\b|för att\b)|\bvad ska göras\b|\bvad (?:vill|ville|tänker|tycker) [^?]*\b(?:med|om|kring)\b|\bvad (?:för)?ändras\b|\bvad (?:ska|tänker|vill) [^?]*\b(?:jobba|arbeta|satsa|bli bättre|fokusera|hinna|utveckla|förbättra)\b|\bhur (?:ska|vill|ville|tänker|tänkte|försöker|planerar) [^?]*\b(?:få|minska|öka|stoppa|ta sig an|möta|hantera|förebygga|motverka|komma till rätta)\b)",
        Kind.SUMMARY,
    ),
    (
        r"\bräkna upp\b|\blista\b|\bnämn (?:alla|de)\b|\bvilka\b|\bvilka är\b|\blist\b|\bge (?:mig )?(?:alla|samtliga)\b|\bwhich (?:\w+ ){0,2}(?!was\b|is\b|has\b|does\b)\w+s (?:are|were|will|does|do|did|have|should|get|got)\b|\bvisa (?:alla|mig)\b|\bwhich (?:assignments|measures|goals|risks|parties|programmes)\b",
        Kind.LIST,
    ),
    (  # How somebody went about something, what is left to do
        r"\bhur har [^?]*\b(?:rustat|arbetat|jobbat|förberett|gått till\s?väga|tagit sig an)\b|\bvad (?:återstår|är kvar)\b",
        Kind.SUMMARY,
    ),
    (
        r"\bvem (?:är|har|hade|fick|får|gick|ligger) (?:störst|minst|mest|flest|högst|lägst|bäst|sämst|mer|fler)\b",
        Kind.COMPARE,
    ),
    (r"^(?:och |men )?(?:varför|why)\b", Kind.FACT),
    (
        r"\bhur (?:mycket|mkt)\b|\bhur stor[at]?\b|\bhur hög[at]?\b|\bhur många\b|\bhur långa?\b|\bhur långt (?:avtal|samarbete|avstånd)\b|\bkostar\b|\bkostnaden\b|\bkostade\b|\bpris(?:et)?\b|\bbelopp\w*\b|\bhow (?:much|many|large|high|big)\b|\bwhat (?:was|is) the (?:total|number|share|cost)\b|\bandel(?:en)?\b|\bprocent\b",
        Kind.FIGURE,
    ),
    (
        r"\bhur (?:har|går|gick|blev|slutade|ligger) (?:det|\w*uppdraget|det med|det till)\b|\bstatus\b|\bvar står (?:uppdraget|det|vi)\b|\bläge(?:t)?$|\bläget (?:för|med|i|på|kring|när)\b|\bhur ligger (?:\w+ ){1,4}till\b|\bhur långt\b|\bhow did .* end\b|\bhow far\b|\bhur (?:sköts|hanteras|omhändertas|tas (?:det|uppdraget) om hand)\b|^(?:has|have|is|are) .*\b(?:started|got going|gotten going|begun|under ?way|finished|completed|done with|carried out)\b|\bhar .* (?:kommit i ?gång|blivit klar|genomförts|slutförts|avslutats)\b|\bär .* (?:klart?|klara|färdig\w*|avslutat|genomfört|påbörjat)\b|\bblev det (?:någon|något|några)\b|\bvad hände med\b|\bhar .* (?:gjorts|byggts|startat|börjat)\b",
        Kind.STATUS,
    ),
    (
        r"^(?:och )?(?:är|har|får|fick|kan|ska|skall|finns|blir|blev|gav|gick|kommer|måste|behöver|vill|stämmer|ingår|gäller|deltar|ökade|minskade|does|is|are|did|has|have|will|can)\b",
        Kind.YESNO,
    ),
)

ASKS = r"\b(?:vad|vilk\w+|hur|när|vem|vems|var|varför|vart|what|which|who|how|when|where|why)\b(?<!\bvar)|\bvar\s+(?:ligger|finns|kan|ska|skall|någonstans|sker|hålls|får|bor|i|på)\b"
# A question without a question word that begins with its verb: "Använder …?", "Nåddes …?"
BEGINS_WITH_VERB = (
    r"^(?:\w+(?:[aeiouyåäö]r|ades|ade|ddes|dde|tes|te|des|de)|var|tog|gav|gick|höll|sa|did|do|does|was|were)\b"
)
# The board's own beside those of others
OWN_TOO = r"\begna\s+(?:\w+\s+)?(?:in|med)räkna\w*|\b(?:inklusive|även|också)\s+(?:nämndens?\s+)?egna\b"
BOTH_ORIGINS = r"\bkf\s*(?:/|och|eller|-\s*och)\s*ks\b|\bfullmäktiges?\s+(?:och|eller)\s+(?:kommun)?styrelsens?\b"
# Before a year: the assignments of the years before it, and of it and those after it
YEARS_BEFORE = r"\b(?:äldre än|tidigare än|före|innan)\s+(?:från\s+)?(?:år\s+)?$"
YEARS_SINCE = r"\b(?:sedan|fr\.?o\.?m\.?|från och med|nyare än(?: från)?)\s+(?:år\s+)?$"
EVERY_ORIGIN = r"\bbåde\b[^.?]*\boch\b|\b(?:sammanlagt|totalt|tillsammans|ihop|inräkna\w*|medräkna\w*|inklusive)\b"
EXPECTED = r"\b(?:bli(?:r)?|vara|väntas|beräknas|förväntas|räknar)\b[^.?]{0,60}\b(?:klar\w*|färdig\w*|avslut\w*|slutför\w*)\b(?P<when>[^.?]*)|\bexpected to be (?:finished|completed)\b(?P<when_en>[^.?]*)"
# The counted noun is an assignment: "hur många av nämndens egna uppdrag", not "hur många placeringar … uppdraget"
COUNTED_ASSIGNMENTS = r"(?:\b(?:hur många|how many)|\bantal(?:et)?)\s+(?:(?!\w+(?:arna|erna|orna)\b)\S+\s+){0,6}?\S*(?:uppdrag(?:en)?|assignments)\b"
ONE_ASSIGNMENT = r"\b(?:\w*uppdraget|(?:ett|samma|det) uppdrag)\b"
STARTED_ONLY = r"\b(?:påbörja\w*|startat\w*|i ?gång|börjat)\b[^.?]*\b(?:men|och|utan att)\b[^.?]*\b(?:inte|ej|vara|ha)\b|\b(?:inte|ej)\b[^.?]*\b(?:klar\w*|färdig\w*|avsluta\w*)\b[^.?]*\bmen\b[^.?]*\b(?:påbörja\w*|startat\w*|i ?gång)\b"
STATUS_WRITTEN = (r"\bförsena\w*", "försena"), (r"\bvilande\b", "vilande"), (r"\bdelvis\b", "delvis")
SET_BY_STATUS = r"^(?:och\s+)?(?:vad|vilka|vilket|hur många)\b(?:[^?]*\bunder\s+rubriken\b[^?]*?|(?:\s+\w+){0,3})\s+(?:är|har|pågår|återstår|kvarstår)\b"
HEADING = r"\brubriken\b"
MEETING = r"\b(?:möten?|mötena|mötet|sammanträden?|sammanträdet|sammanträdena|beslut\w*|nämndmöten?)\b"
# A sentence that says what is to be left out
LEFT_OUT = r"\b(?:räkna|ta|visa|lista)\s+(?:alltså\s+)?inte\b[^.?]*|\binte\s+räkna\b[^.?]*|\bexklusive\b[^.?]*"
COUNTED_STATUS = r"^(?:och\s+)?hur många\b"
WHY = r"\b(?:varför|why)\b"
STEPS = r"\b(?:steg|punkter|insatser|aktiviteter)(?:en|na)?\b"
ONE_OF_THEM = (
    r"\b(?:vilket|vilken|vilka|någon|något|några)\s+av\s+(?:dem|dessa|uppdragen)\b|\bwhich of (?:them|those)\b"
)
COUNTABLE = r"(?:\bhur många|^antal(?:et)?)\s+(?:\w+\s+){0,4}?(?:uppdrag|steg|punkter|åtgärder|risker|mål\b|program(?:men)?\b|planer\b|bilagor|rekommendationer|kontroll\w+|inriktningar)|\bhow many (?:assignments|risks|measures)"
# When a place is open, not which assignments are
OPEN_HOURS = r"\böppettider(?:na)?\b|\b(?:när|vilka tider|hur dags) [^?]*\böpp(?:et|na|nar)\b|\bopening hours\b"
STATUS_PHRASES: tuple[tuple[str, tuple[Status, ...]], ...] = (
    # (pattern in the question, lower case; statuses); the first that fits counts
    (
        r"\b(?:ej|inte|aldrig|ännu inte|inte ens)\s+(?:\w+\s+){0,3}?(?:påbörja\w*|börja\w*|starta\w*|(?:kom\w*|satt|dragit|kört|tagits?) i ?gång|tagit tag i)\b|\bopåbörja\w*\b|\bnot (?:yet )?started\b",
        (Status.NOT_STARTED,),
    ),
    (
        r"\b(?:ej|inte|ännu inte|fortfarande inte)\s+(?:\w+\s+){0,2}?(?:avsluta\w*|klar\w*|färdig\w*|slutför\w*|genomför\w*|blivit av med|gjorda|gjort|rapporter\w* som)\b|\böppn?a\b|\böppet\b|\bkvarst\w+\b|\bkvarvarande\b|\båterst\w+\b|\bär kvar\b|\bkvar att\b|\bolösta\b|\bnot (?:yet )?(?:finished|completed|closed)\b|\bopen\b|\bremain\w*\b",
        (Status.NOT_STARTED, Status.ONGOING, Status.UNKNOWN),
    ),
    (
        r"\bpågå\w*\b|\bi ?gång\b|\bpåbörja\w*\b|\barbetas det (?:fortfarande )?med\b|\bhåll(?:er|s|it)\b[^.?]{0,60}\bpå (?:med|att)\b|\bongoing\b|\bin progress\b|\bunder way\b",
        (Status.ONGOING,),
    ),
    (
        r"\bavsluta\w*\b|\bklar(?:a|t|göra)?\b|\bslutför\w*\b|\bfärdig\w*\b|\bgenomförda\b|\bavklarad\w*\b|\bsatte? (?:\w+ )?punkt\b|\bpunkt för\b|\blagts? ned\b|\bstäng(?:t|da)\b|\bavförda?\b|\bcompleted?\b|\bfinished\b|\bclosed\b|\bbockat?s? av\b|\bbockade\w*\b[^?]{0,30}\bav\b",
        (Status.DONE,),
    ),
)
ORIGIN_PHRASES: tuple[tuple[str, Origin], ...] = (
    (r"\b(?:fullmäktige|kf-?)uppdrag\w*", Origin.COUNCIL),
    (r"\bnämnds?uppdrag\w*", Origin.BOARD),
    (r"\b(?:kommunstyrelse|ks-?)uppdrag\w*", Origin.EXECUTIVE),
    (
        r"\begen nämnd\b|\b(?:på|av) eget (?:initiativ|bevåg)\b|\bpå egen hand\b|\begna initiativ\b|\bnämnden\s+(?:\w+\s+){0,2}?(?:själv|egna)\b|\bnämndens egna\b|\beg(?:na|et) uppdrag\b|\boch egna\b|\begna och\b|\bsjälv(?:a)?\s+(?:\w+\s+){0,2}?(?:lagt till|hittat på|gett|beslutat|beställt|formulerat)\b|\blagt till (?:egna|själv)\b|\bhittat på\b|\bfrån nämnden\b|\bnämnden\b[^.?]{0,25}\b(?:gett|gav|beställde|lagt till)\b|\bboard'?s own\b|\butöver dem från\b|\bnämndens uppdrag\b",
        Origin.BOARD,
    ),
    (r"\bkf\s*(?:/|och|eller|-\s*och)\s*ks\b", Origin.COUNCIL),
    (
        r"\b(?:kommun)?fullmäktiges?\b|\bkf\b|\bstadens budget\b|\bstans budget\b|\bstads budget\b|\bkommunens budget\b|\bcity council\b|\bcouncil's\b",
        Origin.COUNCIL,
    ),
    (r"\bdirektörens (?:egna )?uppdrag\b|\bförvaltningsdirektörens uppdrag\b", Origin.DIRECTOR),
    (r"\buppdrag från kommunstyrelsen\b|\bkommunstyrelsens uppdrag\b", Origin.EXECUTIVE),
)
EVERYONE = r"\b(?:alla|samtliga|stadens alla)\s+(?:stadens\s+)?nämnder(?:na)?\b|\balla (?:stadens )?(?:nämnder|bolag)\b"
REPORT_TO = r"\b(?:redovisas?|(?:åter)?rapportera|redovisas|återrapporteras|rapporteras(?: tillbaka)?|återredovisas|redovisning\w*|återrapportering\w*)\s+(?:\w+\s+){0,3}?(?:till|hos)\s+(?:(?:den|sin|vår|\w+s(?=\s+eg))\s+)?(?:eg(?:na?|en)\s+)?(?P<who>[\wåäö]+(?:\s+[A-ZÅÄÖ][\wåäö]+)?)"
BODIES = {"ks": "kommunstyrelsen", "kf": "kommunfullmäktige"}  # as people write them
CITY_BUDGET = r"\b(?:från|ur|av) (?:stadens|stans|stads|kommunens) budget\b"  # who gave an assignment
REPORTED_BACK = r"\bnämnden\b[^?]*\bfå (?:besked|rapport\w*|redovis\w*|återkoppling|veta)\b"  # to itself
REPORTED = r"\b(?:ska|skall|måste) (?:\w+ ){0,2}?(?:åter(?:rapporteras|redovisas)|rapporteras tillbaka)\b|\båterrapportering\w*\b"
RESPONSIBLE = r"\bansvar\w*|\bligger (?:på|hos)\b|\bhåller (?:\w+ )?i\b|\bleder\b|\bleds av\b|\bsköter\b|\bresponsible\b|\bin charge\b"
DENIES = r"\b(?:inte|ej|aldrig|utan|varken|förutom|utom|not)\b"
# Each board's own, which the other has not
APART = r"\b(?:bara|endast|enbart|only)\b[^?]*\b(?:respektive|och|and)\b[^?]*\b(?:bara|endast|enbart|only)\b"
COMMON = r"\bgemensam(?:t|ma)?\b|\bsamma (?:uppdrag|åtgärd\w*|mål)\b|\bi båda\b|\bbåda (?:har|hade|nämnderna)\b|\b(?:har|hade|fick|fått|finns i|nämnderna i|hos) både\b[^.?]*\boch\b|\bin common\b"
WITHOUT = r"\b(?:men inte(?: finns)?|inte finns(?: med)?|finns inte(?: med)?|saknas|som inte)\s+(?:\w+\s+){0,2}?(?:i|hos|med i)\s+(?P<where>[^?.,]+)|\b(?:saknar|lacks?)\b"
INSIDE_BUDGET = r"\binom budget\w*|\bi budgetbeslut\w*"
OUTSIDE_BUDGET = r"\butanför budget\w*|\bvid sidan av budget\w*"

# A document's sort, as people say it
TYPE_PHRASES: tuple[tuple[str, str], ...] = (
    (r"\bdelårsrapport\w*", "delårsrapport"),
    (r"\bårsrapport\w*|\bårsredovisning\w*|\bannual report\b|\bverksamhetsberättelse\w*", "årsrapport"),
    (r"\bgenomförandeplan\w*|\bimplementation plan\b", "genomförandeplan"),
    (r"\bverksamhetsplan\w*|\boperational plan\b", "verksamhetsplan"),
    (r"\byrkande\w*|\bmotion(?:en|er)?\b", "yrkande"),
    (r"\briskbild\w*|\binternkontrollplan\w*|\bintern(?:a)? kontrollplan\w*", "riskbild"),
    (r"\briskbild\w*|\binternkontrollplan\w*|\bintern(?:a)? kontrollplan\w*", "internkontrollplan"),
    (r"\bstatusrapport\w*|\blägesrapport\w*", "statusrapport"),
    (r"\buppföljning(?:en)? 20\d\d\b|\buppföljningsrapport\w*", "uppföljning"),
    (r"\bhandlingsplan\w*", "handlingsplan"),
    (r"\bbudget(?:en|ens|ärende\w*|förslag\w*|handling\w*)\b|\bbudget 20\d\d\b|\b[a-zåäö]+s budget\b", "budget"),
    (r"\bprotokoll\w*", "protokoll"),
)

# Before the name of a sort of document: it is what the question is about, not where to look
NO_SOURCE = (
    r"(?:\b(?:många|antal(?:et)?|flera|fler)\s+$|(?:(?<!\bi )(?<!\bur )(?<!\benligt )(?<!\bfrån )\b(?:en|ett|någon|något|varje|egen|eget)|\b(?:har|ha|hade|saknar|saknade"
    r"|upprättar?|upprättat))\s+(?:(?:en|ett|egen|eget|egna|ny|nytt|nya|aktuell|samlad|gemensam|skriftlig)\s+)*$)"
)
# The same where it is the only sort that is named: "mellan uppdraget och genomförandeplanen", "hängde planen ihop med"
NO_SOURCE_ALONE = r"\bmellan\b[^?]*\boch\s+$|\b(?:häng(?:er|de|t)|följ(?:er|de|t)|stäm(?:mer|de|t)|sakna(?:r|de|t))\s+$"

FOLLOW_UP = r"^hur många (?:är|var|blev|blir|fick|får|har|hade|ledde|kom|gick|ska|kan|bor|\w{3,}(?:ades|ade|ddes))\b|^(?:och|men|hur är det (?:i|för|med)|samma fråga|jämför|and|what about)\b|\b(?:av dem|av dessa|de uppdragen|den andra|den första|den tredje|den sista|det uppdraget|of them|of those)\b"
# Rows of a table are asked for ("vilka avdelningar gick minus"), not a board's money as a whole
ROWS_ASKED = r"\b(?:vilk\w+|hur många) (?!\w*(?:nämnd|resultat|budget|jobbar|arbetar|anställda|är anställda))"
# A question about a board's money or staff as a whole: how people ask, the words that it may have beside boards and years, how
# annual reports and budgets say it, and the word that they must have
MONEY_AS_A_WHOLE: tuple[tuple[str, frozenset[str], str, str], ...] = (
    (
        r"(?:\b(?:gick|går|gått)\b[^?]*\b(?:ekonomi\w*|plus"
        r"|minus|back|runt|överskott|underskott|vinst|förlust|bäst|sämst|bättre|sämre)\b"
        r"|\bekonomin\b[^?]*\b(?:gick|gått|slutade|såg ut)\b|\bekonomisk\w* (?:resultat|utfall)\w*"
        r"|\b(?:plus|minus|överskott|underskott) eller (?:plus|minus|överskott|underskott|back)\b"
        r"|\bhur slutade (?:året|ekonomin)\b)",
        _all(
            "ekonomi ekonomin ekonomiskt ekonomiska plus minus back runt överskott underskott vinst förlust bäst sämst "
            "bättre sämre räknade prognos prognosen resultat resultatet utfall utfallet året slutade"
        ),
        "Vilket resultat redovisade nämnden",
        "resultat",
    ),
    (
        r"\b(?:får|fick|har|hade) (?:mest|minst|mer|mindre) pengar\b|\bhur mycket pengar (?:får|fick|har|hade|tilldela\w+)\b|\bhur st(?:or|ort) (?:är |var |blir |blev )?"
        r"(?:\w+s )?(?:total\w* )?(?:budget|ram|budgetram|anslag)(?:en|et)?\b|\bvilken budget(?:ram)? (?:har|hade|får|fick)\b",
        _all(
            "mest minst mer mindre pengar budget budgeten budgetram budgetramen ram ramen anslag anslaget total totala totalt tilldelas tilldelats"
        ),
        "Hur stort kommunbidrag har",
        "kommunbidrag",
    ),
    (
        r"\bhur många (?:jobbar|arbetar|är anställda|anställda (?:har|finns))\b",
        _all("jobbar arbetar anställda anställd"),
        "Hur många medarbetare har",
        "medarbetare",
    ),
)
# The same before the year is over, or where its annual report is not among the documents
EXPECTED_RESULT = ("Vilket resultat redovisade", "Vilket resultat eller vilken prognos redovisade")
SHORT_FORMS = {"mga": "många", "mkt": "mycket", "ngn": "någon", "ngt": "något", "enl": "enligt"}
REGARDLESS = r"\boavsett hur \w+\b"  # asks for no number
ANOTHER = r"^och det där (?:om|med|kring)\b"  # a thing that was not talked of yet
# Whether it went well is asked for, and said by the sign of a number
PLUS_OR_MINUS = r"\b(?:plus|minus|back|överskott\w*|underskott\w*|vinst|förlust|surplus|deficit)\b"
THE_SAME = r"\bsamma (?:sak|där|gäller)\b|\blikadant\b|\bdetsamma\b|\blika\s*(?:dant|så)\b|\bthe same\b"
YEAR_BEFORE = r"\b(?:året (?:innan|före|dessförinnan)|föregående år|förra året|the year before)\b"
YEAR_AFTER = r"\b(?:året (?:efter|därpå|därefter)|nästa år|följande år|the year after|the next year)\b"
# Whose a question is without saying which: that of the question before it
THE_BOARD = (
    r"\b(?:förvaltningen|nämnden|planen|rapporten|årsrapporten|budgeten|yrkandet|motionen|verksamhetsplanen)s?\b"
)
ORDINALS = ("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde")
ORDINAL = rf"\b(?:den|det|nummer)\s+(?P<which>{'|'.join(ORDINALS)}|sista)\b"
PRONOUNS = r"\b(?:den|(?<!finns )det(?! (?:gäller|finns|handlar|där (?:om|med|kring)))|de(?!\s+\w+(?:sta|ste|a|e)\s+\w+(?:na|en)\b)|dem|dessa|(?<!det )där|dit|då|han|hon|hen|dess|deras|it|they|them|there)\b"
# Nouns that point back at what was just told: "ökningen", "beslutet"
ANAPHORA = r"\b(?:ökningen|minskningen|skillnaden|förändringen|höjningen|sänkningen|pengarna|medlen|beloppet|summan|kostnaden|beslutet|resultatet|syftet|orsaken|skälet|åtgärderna|uppdraget|förslaget|försöket|insatsen|projektet|avtalet|siffran|siffrorna|andelen|avvikelsen|underskottet|överskottet)\b"
COMPARED = r"^(?:och\s+)?(?:jämför|compare)\b|\bjämfört med\b|\bcompared (?:to|with)\b"  # with what was told before
EACH = r"\brespektive\b"  # between two boards: what is asked of one and the other
BOARDS = r"\w*nämnd(?:er(?:na)?)?s?|boards?"  # a word of a question that says whose, not what
ALL_BOARDS = r"\w*nämndernas?\b|\b(?:mellan|olika|alla|samtliga)\s+(?:de\s+)?(?:olika\s+)?\w*nämnder\b|\b(?:the|all|between) \w*\s?boards\b"
EVERYWHERE = (
    r"\b(?:vilk\w+|alla|samtliga|hela|någon|olika)\s+(?:\w+\s+)?(?:\w*nämnd\w*|staden|stan|handling\w*|dokument\w*)\b"
)
VERB = r"\w+(?:ades|ats|ade|ddes|tts)"  # a past form, which no noun has
SHORT = 4  # words of a question that is no question of its own
LONGEST_ANAPHORA = 9  # words of one that points back by a noun
COUNT_AGAIN = r"^(?:och )?hur många (?:är|blir|var) (?:det|de|dem)\b|^how many\b.{0,12}$"

# Turns of phrase whose words carry no topic where they stand so
# What is to come is asked for, not what was done
AHEAD = r"\b(?:ska|vill|behöver|tänker|måste|kommer|framåt|framöver|vidare)\b"
FRAME_PHRASES = (
    r"\b(?:äldre|tidigare|nyare) än\b|\bi gång\b|\bi (?:så|alla|annat) fall\b|\bför all del\b|\btill exempel\b"
)
# Words that ask or frame and carry no topic
FRAME = _words("frame_words.txt")
# Function words of English: they frame a question, and tell its language
ENGLISH = _words("english_words.txt")
# Words that ask a table for an operation or name no table of their own
TABLE_WORDS = _words("table_words.txt")
# After these a question names its topic: a word that no assignment meets then means that there is none
TOPIC_OPENS = frozenset(
    ("om", "kring", "gällande", "angående", "rörande", "avseende", "på", "mot", "inom", "about", "on")
)
