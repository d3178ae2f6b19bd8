# %% [markdown] id="need-title"
# # 02 Need and goals: what will count as success?
#
# **The question.** Which organisational need does the programme answer, what does the organisation want to promote, and how will everybody know later whether it worked?
#
# **You need** whoever feels the need (HR, two line managers), the figures you already have about it, and the sponsor's ear for half an hour at the end.
#
# **You will have** the need with its evidence, goals for mentee, mentor and organisation, a measure for each, what a programme of your size can and cannot see, and a signature that keeps it all in place. **Time:** 90 minutes in a group of three or four.

# %% id="need-parameters" tags=["parameters"]
program_path: str = "../data/programs/harbour-2026/program.yaml"  # the program file
output_dir: str = ""  # folder for result tables; empty writes nothing
audience: str = "coordinator"  # coordinator or committee

# %% id="need-open"
import mentorkit as mk

program = mk.open_program(program_path, audience=audience)
mk.show(program)

# %% [markdown] id="need-gate" tags=["workbook"]
# The next line passes when the section is filled in far enough. Otherwise it lists what is missing; the editors below are the place to add it.

# %% id="need-require"
mk.require(program, "need")

# %% [markdown] id="need-what"
# ## What this step is
#
# A chain of four links. The **need** is what hurts or is hoped for, in one sentence. The **evidence** says how large it is today. A **goal** says what will be different, and for whom. A **measure** says how anybody will know.
#
# Each measure says what is counted, from which table, which value will count as success, by which day, who answers for it, and for which goal it stands. A goal without a measure is a wish.
#
# Measures come in levels: did it take place (0), was it useful (1), what can people do now (2), do they use it at work (3), did the need move (4), was it worth its cost (5).

# %% [markdown] id="need-why"
# ## Why now
#
# Because afterwards everything can be called a success. A target chosen when the answers are in will fit the answers. Signed before the first meeting, it cannot. That protects the coordinator too.

# %% [markdown] id="need-see"
# ## The chain as it stands
#
# The next line reads need, goals and measures from the file. Follow the boxes from the need down: does one lead to the next? Then read the last column of the first table, *Still lacks*.

# %% id="need-chain"
chain = mk.goals_chain(program)
mk.show(program, chain)

# %% [markdown] id="need-read"
# Is there a goal for each of the three: mentee, mentor, organisation? Is exactly one measure the primary one, the one that decides? Does every line of evidence have a value? The amber list names what is thin. It stops nothing.

# %% [markdown] id="need-example"
# ## What good looks like
#
# A small worked example with round numbers. *Need:* "Of the people we hire, too many leave in their first year." *Evidence:* stays twelve months, 80 %, from HR records. *Goal, organisation:* "New people stay." *Measure:* stays twelve months, target 90 %, due a year after the start, from HR records, owner HR analytics.
#
# The evidence and the measure use the same words on purpose: this page takes the value of the evidence as the baseline of the measure that is worded alike.
#
# Now the honest part. Ten people take part, and nine stay: exactly the target. But had nothing changed, eight of ten would stay anyway, and by luck alone nine or ten do so in more than a third of all years. So ten people can meet the target and prove nothing. Report the nine of ten with its uncertainty, and add a measure that ten people can show, such as what they can do now and could not before.

# %% [markdown] id="need-detect"
# ## What a plan of this size can see
#
# The next line asks for every measure: with the planned number of mentees and the share who will probably answer, how large must an effect be before it can be told from chance?

# %% id="need-detectable"
seen = mk.detectable(program)
mk.show(program, seen)

# %% [markdown] id="need-detect-read"
# Read the sentence of the primary measure first. If the smallest effect seen is larger than the smallest difference worth having, take more people, choose a measure that moves more, or promise a description instead of proof. Standard deviations are the usual spread of answers.

# %% [markdown] id="need-rehearse"
# ## The final table, rehearsed
#
# The next line fills the table the board will get with **made-up numbers**: once as if nothing changed, once as if every target was reached exactly. Show it now. A board that has seen how often "cannot tell" comes out is not disappointed later.

# %% id="need-dry-run"
rehearsal = mk.dry_run(program)
mk.show(program, rehearsal)

# %% [markdown] id="need-mistakes"
# ## Typical mistakes
#
# - **Goals that name the activity.** "Form pairs" is what you do, not what it is for.
# - **Nothing for the mentors.** They give the most hours. Say what they gain, and measure it.
# - **Five primary measures.** With five, one looks good by chance. Choose one.
# - **A target nobody can read off.** "Improve belonging" is none; "the mean of these three questions rises by half a point" is one.

# %% [markdown] id="need-decide"
# ## Decide now
#
# First the goals, and for whom. The chain beside the editor changes while you type; the file changes only when you save.

# %% id="need-panel-goals"
mk.panel(program, edit="goals", view=mk.goals_chain)

# %% [markdown] id="need-decide-measures"
# Then the measures. Goals, waves, questions and analyses are chosen from lists; what is not in a list is kept and marked. Fill what *Still lacks* names, then mark one as primary.

# %% id="need-panel-measures"
mk.panel(program, edit="measures", view=mk.goals_chain, known=mk.known_items)

# %% [markdown] id="need-decide-need"
# And the need itself, with evidence and logic: *if* we do this, *then* that follows, *because* of this reason.

# %% id="need-panel-need"
mk.panel(program, edit="need", view=mk.goals_chain)

# %% [markdown] id="need-sign"
# ## Sign it
#
# When those who decide have agreed, fill in the post and the day, and press *Sign*. It refuses while a measure lacks its target, day, source or owner.
#
# The signature keeps a fingerprint of the need, each goal and each measure. If one of them changes later, this page, 07 and 08 name it.

# %% id="need-panel-sign"
mk.panel(program, edit="sign_off", view=mk.goals_chain, sign=mk.sign_off)

# %% [markdown] id="need-save" tags=["workbook"]
# ## Keep it
#
# With a folder in `output_dir` the tables above are written into one Excel file.

# %% id="need-results" tags=["workbook"]
mk.save(program, output_dir, chain, seen, rehearsal)

# %% [markdown] id="need-next" tags=["workbook"]
# ## Where next
#
# Go on to **03 Audiences**: who are the people this is for, and who can be their companion and adviser?
