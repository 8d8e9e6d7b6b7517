"""What happened to what: counted nouns and the words that say what befell them.

To teach the reader one more noun or verb, add it to a line of NOUNS or CUES.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from .tokens import SOME

if TYPE_CHECKING:
    from .sentence import Sentence

# class · unit · population · nouns. The class says which cues fit and, for acts, is the measure itself.
NOUNS: Final = """
person      person     all                people persons person individuals residents villagers citizens locals men,women,and,children souls others another victims adults worshippers passengers shoppers protesters demonstrators workers farmers employees patients miners migrants brothers,and,sisters syrians iraqis yemenis palestinians ukrainians afghans israelis lebanese russians turks kurds iranians ethiopians somalis sudanese libyans homeless survivors human,beings neighbours neighbors relatives family,members officials policemen police police,officers staff crew councillors clerics imams priests shepherds traders drivers labourers laborers mourners guests wedding,guests commuters pedestrians bystanders hostages,and,prisoners political,prisoners members lawmakers deputies states countries delegates senators
person      person     civilians          civilians civilian non-combatants noncombatants
person      person     children           children child minors boys boy girls girl babies baby infants infant toddlers kids youngsters schoolchildren teenagers pupils newborns youths schoolgirls schoolgirl schoolboys schoolboy girls,and,boys under-fives
person      person     women              women woman mothers mother females
person      person     men                men man
person      person     other              teachers teacher students student security,guard security,guards
person      person     women_and_children women,and,children children,and,women
person      person     combatants         fighters fighter militants militant rebels rebel gunmen gunman insurgents jihadists jihadis extremists militiamen terrorists combatants guerrillas loyalists paramilitaries members fighters,and,civilians commanders commander soldiers,and,fighters soldiers,and,militiamen soldiers,and,militants fighters,and,soldiers troops,and,militants pkk,members is,fighters mercenaries recruits
person      person     soldiers           soldiers soldier elements troops servicemen serviceman servicemembers service,members personnel conscripts officers officer marines government,soldiers sergeants sergeant pilots pilot sailors airmen paratroopers border,guards guards policemen,and,soldiers marines troopers colonel,and colonel colonels lieutenant lieutenants first,lieutenant
person      person     health_workers     doctors doctor nurses nurse medics medic paramedics paramedic health,workers health,worker medical,workers medical,staff medical,personnel health,professionals surgeons surgeon midwives midwife paediatrician anesthesiologist anaesthetist anesthetist ambulance,drivers vaccinators
person      person     rescuers           rescuers rescuer rescue,workers rescue,worker first,responders volunteers volunteer aid,workers aid,worker humanitarian,workers humanitarian,worker ambulance,workers
person      person     journalists        journalists journalist reporters media,workers photographers cameramen cameraman cameramen reporter correspondents correspondent
person      person     displaced_people   displaced,people displaced,persons idps refugees refugee displaced,civilians displaced,syrians evacuees
person      person     prisoners          prisoners prisoner detainees detainee captives
person      household  all                families family households household
dead        person     all                deaths death fatalities fatality dead killed bodies corpses lives
hurt        person     all                injuries wounded injured
hostage     person     all                hostages hostage
person      person     all                farmer driver villager resident employee patient migrant shepherd trader labourer laborer mourner pedestrian bystander councillor cleric imam priest policeman policewoman passenger worshipper protester demonstrator shopper survivor pensioner schoolteacher schoolteachers pensioners tourists tourist engineer engineers
inhabitant  person     all                inhabitants
casualty    person     all                casualties
health      facility   all                hospitals hospital clinics clinic health,facilities health,facility medical,facilities medical,facility health,centres health,centers health,centre health,center medical,centres medical,centers medical,points ambulances healthcare,facilities health,units dispensaries health,posts field,hospitals ambulance,stations
school      facility   all                schools school educational,facilities kindergartens kindergarten nurseries nursery universities madrasas colleges
market      facility   all                markets market,places marketplaces souk souks souq bazaar bazaars
worship     facility   all                mosques mosque churches church places,of,worship synagogues monasteries monastery shrines temples temple cathedrals
camp        facility   all                camps tent,cities tent,camps tented,camps displacement,camps refugee,camps idp,camps
object      facility   all                homes houses buildings shops bakeries bakery bridges water,stations power,stations residential,buildings apartments farms facilities workshops civilian,facilities vital,facilities huts tents civil,defense,centers civil,defence,centres fire,stations sports,halls stadiums public,buildings homes,and,businesses buildings,and,homes
object      facility   health_workers     health,teams health,team medical,teams
object      vehicle    all                ambulance
settlement  settlement all                villages village towns town settlements settlement cities communities hamlets localities population,areas neighbourhoods neighborhoods regions populated,areas towns,and,villages villages,and,towns cities,and,towns towns,and,cities
strikes     strike     all                air,strikes air,strike airstrikes airstrike strikes raids air,raids air,raid airraids bombing,raids bombings missile,strikes drone,strikes drone,attacks
shells      shell      all                shells shell rockets rocket missiles missile mortars mortar,shells mortar,rounds barrel,bombs bombs projectiles artillery,shells rounds cluster,bombs munitions vacuum,missiles
sorties     sortie     all                sorties sortie flights combat,flights military,flights missions combat,missions combat,mission combat,assignments combat,assignment combat,sorties
violations  violation  all                violations breaches ceasefire,violations truce,violations violation truce,breaches breaches,of,the,truce ceasefire,breaches
attacks     attack     all                attacks ground,strikes ground,strike attack assaults bombardments military,operations incidents shellings shelling,incidents ambushes roadside,bombings car,bombings suicide,bombings
health_att  attack     all                attacks,on,health,care attacks,on,health,facilities attacks,on,healthcare attacks,on,hospitals
vehicle     vehicle    all                vehicles tanks tank vehicle car truck armoured,vehicles armored,vehicles trucks cars pickups military,vehicles howitzers armoured,personnel,carriers armored,personnel,carriers armoured,carriers lorries lorry armoured,vehicle fuel,trucks pieces,of,equipment military,equipment equipment
aircraft    aircraft   all                aircraft planes jets helicopters helicopter drones warplanes jet plane drone transport,plane warplane
checkpoint  facility   all                crossing,points crossing,point checkpoints checkpoint crossings observation,posts observation,points observation,stations observation,post corridors military,posts roadblocks outposts posts observation,towers
money       usd        all                dollars usd
votes       vote       all                votes vote abstentions
"""
# measure · noun classes it fits · form · words. Forms: v past tense or participle, g -ing, i intransitive (its subject goes before),
# a predicate after the number, n nominal before the number.
CUES: Final = """
missing     person v  buried
casualties  person n  casualties
votes       person i  voted abstained abstaining voting voted,in,favour voted,in,favor voted,against
vehicles_lost vehicle n  losses
aircraft_lost aircraft n  losses
hit         facility i  were,the,targets,of was,the,target,of were,targets,of was,a,target,of were,among,the,targets
hit         facility n  hits,on damage,to fell,on landed,on landed,in fell,in fell,near
vehicles_lost vehicle i  went,up,in,flames
settlements_lost settlement n  lost,control,of loss,of
used_as_shelter facility n  living,in sheltering,in sleeping,in housed,in
facilities_closed facility n  closure,of closing,of
neutralised person n  neutralisation,of neutralization,of
detained    person i  behind,bars in,custody in,jail
troops      person i  dug,in are,dug,in garrisoned deployed hold holding
aided       person i  received,food were,reached got,food in,reach,of had,received received
trapped     person i  stuck are,stuck holed,up stranded trapped living,under,siege under,siege
missing     person n  disappearance,of buried digging,for searching,for
detained    person n  arrest,of arrests,of detention,of
abducted    person n  abduction,of kidnapping,of hostages holding
died_other  person n  cholera,killed cold,killed
died_other  person v 
killed      person v  killed slain slaughtered massacred murdered executed martyred slew gunned,down burned,to,death beheaded shot,dead cut,down blown,up drowned eliminated assassinated hanged crushed shot,and,killed found,dead wiped,out lost,more gunned,down hanged
killed      person g  killing slaying murdering massacring slaughtering executing
killed      person i  was,among,the,victims were,among,the,victims was,among,the,dead is,among,the,dead are,among,the,dead died perished die dying lost,their,lives lost,his,life lost,her,life lay,dead burned,alive have,died drowned lost,their,life bled,to,death burned,to,death passed,away suffocated choked,to,death
killed      person a  dead lifeless lives bodies dead,bodies corpses dead,after lives,lost
killed      person n  death,toll death,tolls toll deaths death killing,of killings,of murder,of claimed,the,lives claiming,the,lives claimed,the,life took,the,lives the,body,of body,of taking,the,lives cost,the,lives costing,the,lives cost,the,other,side the,dead the,bodies bodies,of dead,at massacre,of cost,lives cost killing bodies,pulled dead toll,for toll,of,dead the,lives,of claimed lives,lost victims,include victims,included
killed      person v  kill kills
injured     person v  wounded injured hurt maimed hit,by,shrapnel burned crippled treated,for,burns treated,for,wounds
injured     person g  wounding injuring hurting maiming
injured     person i  with,wounds with,injuries suffered,injuries sustained,injuries sustained,wounds suffered,wounds in,critical,condition in,a,critical,state in,a,critical,condition critically,hurt
injured     person n  injury,to injuries,to wounding,of injuries,were,suffered,by injuries,suffered,by wounds,suffered,by wounds,were,suffered,by
injured     person v  injure injures wound
casualties  person v  killed,or,injured killed,and,injured killed,or,wounded killed,and,wounded dead,and,wounded dead,or,wounded killed,or,maimed killed,and,maimed dead,and,injured
casualties  person g  killing,or,wounding killing,and,wounding killing,and,injuring killing,or,injuring
neutralised person v  neutralised neutralized
neutralised person g  neutralising neutralizing
died_other  person i  froze,to,death died,of,cold died,of,hunger starved,to,death died,from,cold died,of,exposure
missing     person a  missing unaccounted,for under,the,rubble trapped,under,the,rubble
missing     person i  went,missing disappeared remain,missing remained,missing
detained    person v  detained arrested imprisoned jailed captured,alive taken,prisoner rounded,up held herded rounded taken,into,custody picked,up
detained    person g  detaining arresting
abducted    person v  abducted kidnapped seized,as,hostages taken,hostage snatched seized,at,gunpoint taken,captive held,hostage seized,by,gunmen carried,away carried,off seized
abducted    person g  abducting kidnapping
displaced   person v  displaced uprooted driven,from driven,out forced,to,flee forced,from forced,out forced,to,leave made,homeless newly,displaced internally,displaced evicted forcibly,displaced forced,to,run chased,out pushed,out emptied driven
displaced   person g  displacing uprooting
displaced   person i  fled flee flees left,their,homes abandoned,their,homes leave,their,homes have,had,to,move fleeing escaped moved have,moved had,to,move moving sought,refuge taken,refuge sought,shelter on,the,move on,the,run leaving,their,homes headed,north left,home leave,home in,flight fled,their,homes crossed crossed,into have,crossed streamed,out streaming,out set,out poured,out flooded,into cross,into crossing,into ran,away have,run to,run gone,from poured,into have,left have,fled had,fled went,before went,across found,cover found,shelter find,shelter took,shelter taken,shelter try,to,leave trying,to,leave stream,to stream,into streaming,to on,their,way,to had,run,away run,away had,to,leave had,to,flee no,choice,but,to,leave no,choice,but,to,flee no,choice,but,to,go
displaced   person n  uprooting,of displacement,of exodus,of flight,of displacement flight exodus forced those,who,had,crossed has,driven driven took,in taken,in arrival,of arrivals,of influx,of
displaced   person a  to,flight
displaced   person v  displace displaces uproot drove
returned    person i  returned to,return to,come,back return,home gone,home returned,home have,returned returning went,back came,back gone,back have,gone,back come,back have,come,back trickled,back are,back moved,back went,home have,gone,home has,gone,home had,come,home come,home came,home gone,back,to came,out,through came,out,of have,come,out,of got,out,of
returned    person n  return,of returns was,passed,by were,passed,by was,crossed,by were,crossed,by was,used,by were,used,by
evacuated   person v  evacuated brought,to,safety moved,to,safety taken,out bused,out bussed,out airlifted ferried,out brought,out flown,out
evacuated   person g  evacuating
evacuated   person n  evacuation,of flew,out took move
trapped     person v  cramped pushed,into squeezed,into trapped besieged encircled stranded cut,off hemmed,in under,siege surrounded
trapped     person g  trapping besieging
in_need     person n  running,low,for running,short,for shortage,of,food,for
at_risk     person i  at,risk in,danger under,threat threatened in,the,line,of,fire are,caught caught,up deeply,concerned concern one,step,from in,harm's,way could,starve face,starvation faced,famine faced at,risk,of under,threat
at_risk     person n  safety,of fears,for concern,for concerned,for lives,of concerned,about safety protection
in_need     person i  in,desperate,need need needing require in,need in,urgent,need rely,on depend,on depending,on dependent,on face,hunger food,insecure in,dire,need need,food need,shelter in,need,of will,need short,of going,hungry running,short needed need,help needed,help needed,aid sleeping,in,the,open sleeping,in,the,cold sleeping,outdoors sleeping,rough outdoors unsheltered without,shelter waiting,for,help waiting,for,aid await,help awaiting,help awaiting,aid struggle,to,find struggling,to,find
inhabitants person n  shelter,had,been,found,by shelter,was,found,by home,to
inhabitants person i  crowded,into crammed,into have,their,home have,their,homes make,their,home live lives lived living reside inhabit are,left still,live remain,in still,there
inhabitants person n  refuge,for home,to population,of population homes,to houses houses,some inhabited,by hosts host hosting
aided       person g  treating
aided       person v  reached,with assisted fed vaccinated treated helped received,aid received,help received,food
aided       person n  aid,to assistance,to help,for aid,for food,for enough,for sufficient,for rations,for assistance,got,to aid,got,to help,got,to food,got,to aid,reached assistance,reached help,reached supplies,reached
troops      person v  send sends deployed stationed massed amassed reinforced massed sent
troops      person n  deploying sending deployed garrison,of contingent army,of garrison,has massed sending has,massed
hit         facility v hit struck bombed destroyed damaged knocked,down put,out,of,service targeted attacked demolished shelled put,out,of,action knocked,out flattened razed levelled leveled bombarded wrecked ruined burned torched burnt harmed hit,by set,on,fire torched blown,up set,alight came,under,fire set,ablaze looted
hit         facility g hitting striking bombing destroying damaging targeting attacking shelling flattening levelling leveling
hit         facility i in,ruins caught,fire burned,out came,under,fire beyond,repair
facilities_closed facility v closed shut suspended forced,to,close shut,down out,of,service
facilities_closed facility g closing shutting
facilities_closed facility i closed had,to,close have,had,to,close has,had,to,close suspended,operations suspended,services suspended,their,services stopped,work ceased,to,function ceased,functioning stopped,working out,of,action
used_as_shelter facility i shelter now,shelter served,as,shelters serve,as,shelters used,as,shelters turned,into,shelters being,used,as,shelters double,as,shelters turned,into,collective,shelters serve,as,shelter house,displaced now,house
settlements_ruined settlement i in,ruins ruined emptied razed devastated depopulated levelled flattened destroyed
settlements_ruined settlement v ruined destroyed emptied razed flattened left,in,ruins burned burnt torched reduced,to,ash reduced,to,rubble wiped,out wiped,off,the,map
settlements_captured settlement v captured seized retaken recaptured taken took retook taken,control took,control,of seized,control,of taken,over under,their,control under,its,control under,his,control under,control under,the,control,of cleared,of liberated regained wrested overran overrun advanced,on control,of conquered
settlements_captured settlement g capturing seizing retaking recapturing taking liberating taking,control,of gaining,control,of overrunning
settlements_captured settlement n capture,of seizure,of control,of control,over out,of
other_civilian_hit settlement v targeted bombed shelled bombarded
settlements_lost settlement v lost ceded abandoned surrendered
settlements_lost settlement g losing giving,up ceding abandoning
vehicles_lost vehicle v destroyed hit struck captured lost burned disabled knocked,out blown,up burned,out set,ablaze
vehicles_lost vehicle g destroying capturing losing
aircraft_lost aircraft v shot,down downed lost destroyed brought,down
aircraft_lost aircraft g downing destroying

"""
SELF: Final = {  # noun class whose noun is the measure
    "dead": "killed",
    "hurt": "injured",
    "casualty": "casualties",
    "hostage": "abducted",
    "inhabitant": "inhabitants",
    "strikes": "strikes",
    "shells": "shells",
    "sorties": "sorties",
    "violations": "violations",
    "attacks": "attacks",
    "health_att": "attacks_on_health",
    "checkpoint": "checkpoints",
    "votes": "votes",
}
HIT: Final = {
    "health": "health_facilities_hit",
    "school": "schools_hit",
    "market": "markets_hit",
    "worship": "worship_hit",
    "camp": "camps_hit",
    "object": "other_civilian_hit",
}
FAMILY: Final = {c: "facility" for c in HIT} | {
    "person": "person",
    "hostage": "person",
    "inhabitant": "person",
    "settlement": "settlement",
    "vehicle": "vehicle",
    "aircraft": "aircraft",
}
UNIT: Final = {"settlement": "settlement", "vehicle": "vehicle", "aircraft": "aircraft"}
ACTS: Final = ("strikes", "shells", "attacks")  # measures of acts that a text dates by the day last spoken of
STOCK: Final = {"trapped", "at_risk", "in_need", "inhabitants", "missing", "troops", "checkpoints", "used_as_shelter"}  # levels, not flows
NOT_NOUN: Final = set(  # words that end a noun phrase after a number
    """
    was were is are been be being had has have in on at by from to of for with as that which who whom whose when where while after
    before since during near and or but nor , . ; : ( ) – — " ' “ ” said says would will could may might must can do did does not
    also now still then than it its they their he she his her this these those there what if so because into onto inside across over
    against about between through until per each
    """.split()
)
DURATION: Final = set(
    """
    day days night nights week weeks month months year years hour hours minute minutes second seconds decade decades fortnight centuries
    century time times day's
""".split()
)
DISTANCE: Final = set(
    """
    km kilometre kilometres kilometer kilometers mile miles metre metres meter meters m cm feet foot ft hectares acres square km/h degrees
    kg kilograms tonnes tons tonne ton litres liters inches yards pounds lbs nm knots mph
""".split()
)
ORDINAL_AFTER: Final = set(["st", "nd", "rd", "th"])
LABEL_BEFORE: Final = set(  # a number after one of these names something
    """
    resolution no number article chapter phase page pages section rule route highway road m f t mig su type model version room floor gate
    flight unit brigade division regiment battalion grade level figure table paragraph line channel group covid covid-19 g su-24 aged age
    ages version protocol day order decree law bill act option zone sector camp hill base point report size cup round game match season
    episode volume apollo boeing airbus
""".split()
)
NOT_COUNTED_AFTER: Final = set(
    """
    a.m p.m am pm gmt utc o'clock noon points point goals runs seats cents per mm caliber calibre horsepower mhz ghz gb mb
    celsius fahrenheit % year-old years-old
""".split()
)


@dataclass(frozen=True)
class Noun:
    """What a counted noun stands for."""

    kind: str
    unit: str
    population: str


@dataclass(frozen=True)
class Cue:
    """What a word says befell the counted: candidate (measure, noun family, form) triples."""

    senses: tuple[tuple[str, str, str], ...]


def add(lexicon: Any) -> None:
    """Put the counted nouns and the cues into the lexicon."""
    for line in NOUNS.strip().splitlines():
        kind, unit, population, *words = line.split()
        for word in words:
            lexicon.add(word.replace(",", " "), "noun", Noun(kind, unit, population))
    senses: dict = {}
    for line in CUES.strip().splitlines():
        measure, family, form, *words = line.split()
        for word in words:
            senses.setdefault(word.replace(",", " "), []).append((measure, family, form))
    for word, found in senses.items():
        lexicon.add(word, "cue", Cue(tuple(dict.fromkeys(found))))


def head(s: Sentence, j: int) -> tuple[Noun, int] | None:
    """(noun, its word) of the phrase counted by the number that ends before word j of a sentence; None if it is on no list.

    Adjectives and names in between are passed over; of "air strikes" or "women and children" the whole is one noun.
    """
    T, W, k = s.T, s.W, j
    if W[k] == "of":
        k += 1
        while W[k] in OF_WHICH:
            k += 1
    found: tuple[Noun, int] | None = None
    first = k
    for k in range(first, min(first + 6, s.n)):
        word, low = T[k], W[k]
        noun = word.noun
        if noun is not None:
            if noun.kind in ("dead", "hurt") and (found is not None or low in BEFALLEN):  # 21 people killed: killed is not the noun
                if found is None and T[k + 1].noun is not None and T[k + 1].noun.kind == "person":
                    continue  # 40 injured civilians
                break
            found = (noun, k)
            after = T[k + 1].noun
            if after is None or after.kind in ("dead", "hurt") or W[k + 1] in ("others", "another", "dead"):
                break  # else the noun goes on: government forces' SOLDIERS, women and CHILDREN
        elif low == "of" and W[k - 1] == "pieces" and found is None:
            continue  # pieces of artillery
        elif (
            found is not None
            or (low in NOT_NOUN and low != "-")
            or word.number
            or (word.cue is not None and not (low in ADJECTIVES and T[k + 1].noun is not None))
        ):
            break
    return found


HEALTH: Final = set(
    "health healthcare medical hospitals hospital clinics clinic ambulance ambulances nurses doctors medics paramedics".split()
)
CAUSES: Final = set(
    "cold hypothermia cholera measles hunger starvation malnutrition famine disease typhoid dehydration frost exposure thirst freezing".split()
)
OF_WHICH: Final = ("the", "those", "these", "its", "their", "his", "all")
BEFALLEN_KINDS: Final = ("dead", "hurt")
BEFALLEN: Final = ("killed", "wounded", "injured")
ARMED: Final = ("soldiers", "combatants")  # who moves, and does not flee
FIGHTERS: Final = ("soldiers", "combatants", "men")
ADJECTIVES: Final = (
    "displaced",
    "internally displaced",
    "newly displaced",
    "forcibly displaced",
    "uprooted",
    "injured",
    "wounded",
    "trapped",
    "dead",
    "missing",
    "captured",
    "besieged",
    "detained",
    "abducted",
    "kidnapped",
    "homeless",
    "damaged",
    "destroyed",
)
CIVILIANS: Final = Noun("person", "person", "civilians")
PERSON: Final = Noun("person", "person", "all")
HEALTH_ATTACK: Final = Noun("health_att", "attack", "all")
AIR_STRIKE: Final = Noun("strikes", "strike", "all")
UNKNOWN: Final = Noun("unknown", "person", "all")  # a plural that is on no list; a person if what befell it befalls persons


def guess(s: Sentence, j: int) -> tuple[Noun, int] | None:
    """(noun, its word) for a number whose noun is on no list: the last of the words before a verb or preposition, if it looks like a plural."""
    T, W, k = s.T, s.W, j
    while k < min(s.n, j + 5):
        word, low = T[k], W[k]
        if not low[0].isalpha() or low in NOT_NOUN or word.cue is not None or word.say is not None or word.date is not None:
            break
        if word.start is not None or word.number:
            break
        k += 1
    low = W[k - 1] if k > j else ""
    plural = len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "ous", "us")) or low in ("rohingya", "people", "staff", "crew")
    if plural and k > j and T[k - 1].upper and T[k - 1].capital == SOME:
        return PERSON, k - 1  # 43 Tunisians, 300 Christians
    return (UNKNOWN, k - 1) if plural and low not in DURATION and low not in DISTANCE and low not in NOT_COUNTED_AFTER else None


def family(noun: Noun | None) -> str | None:
    """The family of cues that fit a noun: person, facility, settlement, vehicle, aircraft; None for acts and sums."""
    return FAMILY.get(noun.kind) if noun is not None else None


def of_noun(measure: str, noun: Noun) -> str:
    """The measure as it is for that noun: what was a hospital hit is a school hit for schools."""
    return HIT[noun.kind] if measure in HIT.values() and noun.kind in HIT else measure


def sense(cue: Cue, noun: Noun | None) -> list[tuple[str, str]]:
    """The (measure, form) candidates of a cue for a counted noun; an unknown noun may be a person."""
    if noun is None or noun.kind == "unknown":
        return [(measure, form) for measure, fits, form in cue.senses if fits == "person"]
    family = FAMILY.get(noun.kind)
    return [
        (HIT[noun.kind] if measure == "hit" else "troops" if measure == "displaced" and noun.population in ARMED else measure, form)
        for measure, fits, form in cue.senses
        if fits == family and not (measure == "troops" and noun.population not in FIGHTERS)
    ]
