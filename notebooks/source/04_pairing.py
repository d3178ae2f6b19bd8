# %% [markdown] id="pairing-title"
# # 04 Pairing: who with whom, and why?
#
# **The question.** Which mentee goes to which mentor, so that as many as possible are well served and you can explain every pair to the two people in it?
#
# **You need** the two tables of notebook 03 and an hour with the people who decide on the criteria.
#
# **You will have** pairs that anybody can recompute, proven to be the best under your criteria, with a reason for each and for everybody left without a mentor. **Time:** one hour for the criteria, ten minutes for the rest.

# %% id="pairing-parameters" tags=["parameters"]
program_path: str = "../data/programs/harbour-2026/program.yaml"  # the program file
output_dir: str = ""  # folder for result tables; empty writes nothing
audience: str = "coordinator"  # coordinator or committee

# %% id="pairing-open"
import mentorkit as mk

program = mk.open_program(program_path, audience=audience)
mk.show(program)

# %% [markdown] id="pairing-gate" tags=["workbook"]
# The next line passes when nothing is missing. Otherwise it lists what, and where to mend it.

# %% id="pairing-require"
people = mk.read_people(program)
mk.require(program, "pairing")

# %% [markdown] id="pairing-what"
# ## What this step is
#
# Three kinds of decision, kept apart.
#
# **Criteria** say what makes two people fit: the mentor offers what the mentee wants, they share interests. Each gives a pair 0 to 100 points. Its **weight**, 0 to 10, says how much it counts.
#
# **Rules** say which pairs may not be made at all: nobody mentors somebody of the own reporting line, they need a language in common. A rule never scores.
#
# **People** say the rest: require or exclude a pair by hand, with a reason.
#
# The pairing is settled for everybody together: the best mentor for one may be the only possible one for another.

# %% [markdown] id="pairing-why"
# ## Why now
#
# Criteria can be decided fairly only before anybody has seen the pairs; afterwards everybody argues for a person. Decide first, write down who decided, and tell the participants.

# %% [markdown] id="pairing-see-scores"
# ## Look at criteria and rules first
#
# The next lines score every pair. Look at how many pairs the rules allow, which rule forbids most, and where answers are missing.

# %% id="pairing-scores"
scores = mk.score(program, people)
mk.show(program, scores)

# %% [markdown] id="pairing-read-scores"
# If one rule forbids many pairs *on its own*, ask whether it was meant so strictly. If a criterion has many missing answers, ask those people again; until then a blank takes a neutral value.

# %% [markdown] id="pairing-see-pairs"
# ## The pairs
#
# The next line makes the best pairing. Read how many mentees have a mentor, and the proof. Discuss the lowest scores before anybody hears of them.

# %% id="pairing-pairs"
pairing = mk.pair(program, people)
mk.show(program, pairing)

# %% [markdown] id="pairing-read-pairs"
# Whoever has no mentor has a reason here; what would help stands below. The **policy** decides what comes first: `keep_published: 5` keeps a pair that people were told of unless changing it gains more than 5 points; `protect_worst: true` raises the lowest score before the total.

# %% [markdown] id="pairing-see-reasons"
# ## Why these pairs
#
# People will ask: "Was there no better mentor for me?" The coordinator's table answers: by which criteria this mentor is ahead or behind, and what the other would have cost everybody. A pair fixed by hand stands there with its price; whoever has no mentor, beside the smallest exception, or added seat, that would solve it; each offer was tried.

# %% id="pairing-reasons"
reasons = mk.explain(pairing)
mk.show(program, reasons)

# %% [markdown] id="pairing-read-reasons"
# Pairs with "yes" under *could be otherwise at no loss* are yours to decide: the scores had no reason for one or the other, you may have one. What would help is an offer, not advice: a rule may be worth more than a pair.

# %% [markdown] id="pairing-see-tradeoffs"
# ## What a committee weighs
#
# The next line shows what the last pairs cost in fit, which pairs stay under weights near yours, how other ways of pairing would do, how groups fare, and which questions of the form change nothing.

# %% id="pairing-tradeoffs"
trade_offs = mk.trade_offs(program, people, pairing)
mk.show(program, trade_offs)

# %% [markdown] id="pairing-read-tradeoffs"
# Talk about the *open* pairs. A difference between groups is a question, no proof.

# %% [markdown] id="pairing-good"
# ## What good looks like
#
# A worked example. Dana wants to develop two things, planning and presenting. Avi offers planning. He covers one of her two areas: 50 points. They work at different sites, as you wish: 100 points. Development has the weight 6, the site 4. The score is (6 x 50 + 4 x 100) / 10 = 70. `pairs.xlsx` says so with a formula.
#
# Now Ben. He has 60 with Avi and no other mentor the rules allow. Dana has 65 with Ruth. Avi for Dana makes one pair and leaves Ben alone. Avi for Ben and Ruth for Dana makes two, with 60 and 65. Good is the second: both have a mentor, and Dana gave up five points.

# %% [markdown] id="pairing-mistakes"
# ## Typical mistakes
#
# - **Too many criteria.** Ten equal weights mean nothing matters. Three to five are enough.
# - **A rule where a criterion is meant.** "Must be from another department" leaves people unpaired.
# - **A criterion where a rule is meant.** No points make up for what may never happen.
# - **Pairing one by one.** The last five get what is left.
# - **Taking a score for the truth.** It says how well two forms fit, not two people.
# - **Playing with weights until the wanted pair comes out.** Require it and say why.

# %% [markdown] id="pairing-decide"
# ## Decide now
#
# Set criteria, weights and rules, and who decided. The result beside the editor follows; only saving changes the file. Raise one weight by two points and see how many pairs change. **Reset** brings back what the file holds.

# %% id="pairing-panel"
mk.panel(program, edit="pairing", view=mk.live_pairing(program, people))

# %% [markdown] id="pairing-check"
# ## Before you go on
#
# Read the list with somebody who knows the people. In `pairs.xlsx` among the results, choose approve, require or exclude for each pair, with a reason, and put the file beside the program file. The next cell only looks at it: the price of each override is what everybody together loses. To record it, write `write=True`; approved pairs are then fixed. In a running programme the file holds the new pairs of page 06.

# %% id="pairing-decisions"
mk.show(program, mk.decide(program, people, "pairs.xlsx", write=False))

# %% [markdown] id="pairing-save" tags=["workbook"]
# ## Keep it
#
# With a folder in `output_dir` the tables above are written into one Excel file. The committee's version holds counts only and no person numbers.

# %% id="pairing-results" tags=["workbook"]
mk.save(program, output_dir, scores, pairing, reasons, trade_offs)

# %% [markdown] id="pairing-next" tags=["workbook"]
# ## Where next
#
# Next, prepare the people: **05 Training and support**. When the programme has ended, **08 Evaluation** asks whether it did what was promised.
