# %% [markdown] id="audiences-title"
# # 03 Audiences: who are the mentees, and who can mentor?
#
# **The question.** Which people do we want to develop, promote and connect, who can be their companion and adviser, and are there enough mentors, with enough hours, for what the mentees want?
#
# **You need** two tables, Excel or CSV: the mentees who applied and the mentors who offered. Each row has a person number; names stay in a table of their own. A staff table is optional and makes the check of equal access better.
#
# **You will have** both sides in counts, supply against demand for every development area, seats and hours against the plan, and a list of what is short. **Time:** 45 minutes once the tables are there.

# %% id="audiences-parameters" tags=["parameters"]
program_path: str = "../data/programs/harbour-2026/program.yaml"  # the program file
output_dir: str = ""  # folder for result tables; empty writes nothing
audience: str = "coordinator"  # coordinator or committee

# %% id="audiences-open"
import mentorkit as mk

program = mk.open_program(program_path, audience=audience)
mk.show(program)

# %% [markdown] id="audiences-gate" tags=["workbook"]
# The next line passes when the section is filled in and both tables are named in the file. Otherwise it lists what is missing.

# %% id="audiences-require"
people = mk.read_people(program)
mk.require(program, "audiences")

# %% [markdown] id="audiences-what"
# ## What this step is
#
# Four decisions and one look. The decisions: for whom the programme is meant (the conditions for mentees), who may mentor (the conditions for mentors), how many places there are, and how places are given when more apply than there is room for. The look: do the people who signed up fit these decisions?
#
# Conditions are written as columns of the table, such as "hired before this day". They let people in or keep them out; they never score anybody.

# %% [markdown] id="audiences-why"
# ## Why now
#
# Because a shortage found today is a phone call, and a shortage found after the pairs are announced is a disappointment. Most shortages are not of people but of areas: twenty mentors, and not one who can help with the thing that half of the mentees came for.

# %% [markdown] id="audiences-read-tables"
# ## Read the tables
#
# The next line reads and checks every table of people. If something cannot be used, you get all problems at once, each with its row and how to mend it, and nothing else happens.

# %% id="audiences-people"
people = mk.read_people(program)

# %% [markdown] id="audiences-see"
# No message means that every row could be read. The next line counts. Read the first sentence: eligible mentees, seats, planned number. Good is when eligible mentees and seats both reach the planned number. Then look at the rows *withdrawn* and *not eligible*.

# %% id="audiences-profile"
profile = mk.profile(program, people)
mk.show(program, profile)

# %% [markdown] id="audiences-read"
# Look for three things.
#
# First, **supply against demand**. The scarcest areas stand on top. An area nobody offers needs a decision: recruit one mentor for it, cover it with a course, or tell the mentees now. An area with one mentor hangs on one person's calendar.
#
# Second, **hours**. Compare what all mentors need with what they offer. If the offer is smaller, plan fewer meetings or find more mentors; do not hope.
#
# Third, **equal access**. Compare each group's share of the staff, of those who applied and of those who were selected. A gap is a question to ask, not a proof: did the invitation reach the night shift, can part-timers take the hour? Groups of very few people are shown as *hidden*, so that nobody can be recognised.

# %% [markdown] id="audiences-good"
# ## What good looks like
#
# An example in round numbers. Ten mentees are planned, for 10 months, with 2 meetings a month of 1 hour, and half an hour to prepare each. One pair then takes 2 x 10 x 1.5 = 30 hours on each side. With 5 hours of training a mentor gives 35 hours, and ten mentors 350. Eight mentors who each offer 4 hours a month give 8 x 4 x 10 = 320. That is 30 hours short. One more mentor closes the gap, and so does a shorter preparation.
#
# In the same programme four mentees want negotiation, and one mentor with one seat offers it. Good is not a ratio below one everywhere; good is to have looked, and to have asked the two negotiators who never thought of themselves as mentors.

# %% [markdown] id="audiences-mistakes"
# ## Typical mistakes
#
# - **Mentors by rank.** The best adviser is not always the most senior. Ask for the will to listen and the hours.
# - **A condition that says more than was meant.** "Full-time only" is quickly written and shuts out the people the programme was for. Look at how many each condition keeps out.
# - **First come, first served.** Whoever reads mail at seven gets the place. A lottery is fairer, easier to defend, and gives you a comparison group for nothing.
# - **Promising "an hour a month".** Count preparation and training too, and say the whole number.
# - **Leaving out the line manager.** Somebody has to do the work meanwhile; ask for consent before, not after.

# %% [markdown] id="audiences-decide"
# ## Decide now
#
# Set the number of places, the conditions and the way of selecting. The counts beside the editor change while you edit; the file changes only when you save. Try one condition less, and see who comes in.

# %% id="audiences-panel"
mk.panel(program, edit="audiences", view=lambda draft: mk.profile(draft, people))

# %% [markdown] id="audiences-decide-hours"
# Then the rhythm: months, meetings, hours of a meeting, preparation. Watch the totals in the table of seats and hours, and stop where the mentors' offer carries them.

# %% id="audiences-panel-schedule"
mk.panel(program, edit="schedule", view=lambda draft: mk.profile(draft, people))

# %% [markdown] id="audiences-forms"
# **Ask people.** These forms follow from the file: each question names what uses it, and nothing else is asked. Filled workbooks are read back as they are.

# %% id="audiences-forms-button"
mk.forms_button(program, lambda draft: mk.make_forms(draft, people))

# %% [markdown] id="audiences-save" tags=["workbook"]
# ## Keep it
#
# With a folder in `output_dir` the tables above are written into one Excel file. The committee's version holds no person numbers, and small groups are hidden in both.

# %% id="audiences-results" tags=["workbook"]
mk.save(program, output_dir, profile)

# %% [markdown] id="audiences-next" tags=["workbook"]
# ## Where next
#
# You know who is there and what is short. Settle the shortages that can be settled by asking somebody; then go on to **04 Pairing**: who with whom, and why?
