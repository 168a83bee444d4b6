"""Words that people use for each other when they explain things: general English, and the talk about data.

A word may stand in several groups, and only words that share one are synonyms: *drop* is *fall* and *remove*, which
are not each other. Names of methods are not in here, since they are what an answer is listened to for.
"""

from __future__ import annotations

from greenroom.review.matching.stems import stem

_GROUPS = """
big large huge high enormous massive
small tiny little low
many lots plenty numerous
few handful couple
extra additional further
enough sufficient plenty
whole entire complete full
part piece portion
increase grow rise climb
reduce decrease lower shrink cut
fall drop decline decrease slip sink down
total sum overall
double twice
halve half
average mean
middle median centre
share fraction proportion percentage ratio rate
number count many
exact precise
estimate approximate rough
typical usual ordinary common
rare uncommon seldom infrequent
often frequently
chance probability likelihood odds
chance luck random lucky
likely probable
doubt uncertain unsure unknown
certain sure
spread deviation variability
skewed lopsided asymmetric
normal gaussian bell
extreme outlier unusual
gap difference distance
curve plot graph chart
plot draw graph chart
shape form
slope gradient
steep slope downhill
flat plateau

early soon
beforehand advance upfront ahead
late delayed
fast quick rapid speed
slow crawl forever
wait delay
begin start
end finish stop
continue proceed resume
repeat again
previous earlier past former
history past
current today
first initial
last final
day daily
week weekly weekend weekday saturday sunday
month monthly
year annual yearly
season seasonal holiday summer winter christmas

customer client user buyer shopper
people person folk
manager boss executive leader
colleague coworker teammate
team department
expert specialist
competitor rival
company business firm organisation
ask question
answer respond reply response
tell inform communicate announce explain report
say mention state claim
talk speak chat conversation call
listen hear
quiet silent silence pause
happy satisfied pleased
angry annoyed unhappy dissatisfied
friend friendly fan
leave quit churn cancel
stay remain retain
return back
buy purchase order
sell pitch persuade convince
pay spend
cost price expense
cheap inexpensive affordable
expensive costly
revenue sale income
money budget

try attempt
test experiment trial
check verify confirm validate inspect
look inspect examine
measure quantify
monitor watch track
compare contrast
change alter modify adjust
vary differ fluctuate
fix repair correct solve cure
break fail crash
bug defect fault error mistake
error loss mistake
problem issue trouble
cause reason
effect impact influence
result outcome consequence
goal objective aim purpose
plan schedule
choose pick select
prevent avoid stop
allow permit enable
need require
help assist support
hurt harm damage
improve enhance better
worse degrade worsen deteriorate
build create make construct develop
remove drop delete discard exclude
exclude filter
add include
collect gather
save store keep
log record save
copy duplicate
split divide separate partition
group segment slice cluster
group cohort
combine merge join together
order sequence
hide hidden invisible
show display reveal demonstrate
see notice observe spot
find discover identify detect spot
know known aware
guess hypothesis
assume suppose presume
believe think
decide decision
release deploy ship launch
launch introduce
revert rollback undo
alarm alert warning
limit threshold cutoff boundary
limit restrict
reproduce replicate
flag mark
exaggerate overstate inflate overestimate
underestimate understate
diverge explode unstable
overshoot jump bounce
converge settle
scale normalise standardise rescale
waste wasted pointless
useless worthless meaningless
risk risky danger
worth value benefit
priority prioritise
argue argument debate discuss
promise commitment commit
note document
review inspect
rule policy
law legal regulation
privacy private personal
consent permission
safe secure
attack attacker malicious
happen occur
forget forgotten
memorise remember
understand grasp
invent fabricate

true real actual genuine
wrong incorrect false
simple easy straightforward
complex complicated
difficult hard tricky tough
similar alike comparable
same identical equal
opposite reverse inverse contrary
independent separate
link relation connection association correlation
near close
wide broad
short brief
general generic
imbalanced unbalanced
new fresh unseen recent
old legacy
empty blank null missing
good nice
bad poor terrible

step stage phase
way method approach technique
feature predictor input
variable column field
row record observation
example instance case
sample subset
batch chunk
weight parameter coefficient
computer machine server
live production
code program script
page document file
phone mobile
country region
"""
_GROUPS_OF: dict[str, set[int]] = {}
for _number, _line in enumerate(filter(None, _GROUPS.splitlines())):
    for _word in _line.split():
        _GROUPS_OF.setdefault(stem(_word), set()).add(_number)


def synonymous(one: str, other: str) -> bool:
    """Whether two keys of `greenroom.review.matching.stems` stand for words of one group."""
    groups = _GROUPS_OF.get(one)
    return groups is not None and not groups.isdisjoint(_GROUPS_OF.get(other, ()))


def is_general(key: str) -> bool:
    """Whether the word has synonyms, which says little alone: people use it whatever they talk about."""
    return key in _GROUPS_OF
