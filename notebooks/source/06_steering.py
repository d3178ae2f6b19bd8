# %% [markdown] id="steering-title"
# # 06 Steering: who steers, and is it on track?
#
# **The question.** Who is the address for every issue, who may change the programme while it runs, and how will you notice in time that a pair needs help?
#
# **You need** the people who could sit on a steering committee, an hour of their time and, once the programme runs, three tables: pairs, check-ins, and a log.
#
# **You will have** a committee with real powers, one contact point, controls with a rhythm, a calendar; and from the first month on a page that says who meets, who does not, and what is open. **Time:** one hour to plan, ten minutes a month afterwards.

# %% id="steering-parameters" tags=["parameters"]
program_path: str = "../data/programs/ferry-2026/program.yaml"  # the program file
output_dir: str = ""  # folder for result tables; empty writes nothing
audience: str = "coordinator"  # coordinator or committee

# %% id="steering-open"
import mentorkit as mk

program = mk.open_program(program_path, audience=audience)
mk.show(program)

# %% [markdown] id="steering-gate" tags=["workbook"]
# The next lines pass when nothing is missing. Otherwise they list what, and where to mend it.

# %% id="steering-require"
people = mk.read_people(program)
mk.require(program, "steering")

# %% [markdown] id="steering-what"
# ## What this step is
#
# Before the launch it is a decision about people: a **steering committee** of a few posts that can decide, one **contact point** to whom anybody may turn with anything, a **coordinator** with hours for it, and a few **controls** that are done at fixed times.
#
# While it runs it is a rhythm. Once a month both sides of each pair answer a **check-in** of two minutes: did you meet, how useful was it from 1 to 5, do you want to be contacted? From these answers follow **flags**, amber or red, by rules that you set in advance. What is noticed and decided goes into the **log**, with an owner and a due day.

# %% [markdown] id="steering-why"
# ## Why now
#
# Most pairs that fail do so quietly in the first two months: nobody complains, the meetings just stop. Then a call by the coordinator in week five saves the pair, and a survey in month nine only counts it. And needs that come from the field arrive whether or not somebody is there to hear them. Decide who hears them before they come.

# %% [markdown] id="steering-see"
# ## Where it stands
#
# The next line reads the plan and, where there are any, pairs, check-ins and log, up to the day `as_of` of the file. A programme that has not begun shows its plan only.

# %% id="steering-monitor"
state = mk.monitor(program, people)
mk.show(program, state)

# %% [markdown] id="steering-read"
# Read in this order. First, if there, the sentence about people who ask to be contacted in private: call them today; it stands in no table and the committee never sees it. Then *red* flags, then *amber* ones. Then the two numbers under the pairs: meetings reported against meetings planned, and how many pairs have met lately. Last, what is overdue in the log.
#
# Only the coordinator sees single pairs.
#
# Where pairs ended or somebody waits, the next line proposes new pairs; what stands stays. `pairs.xlsx` then holds them.

# %% id="steering-again"
again = mk.re_pair(program, people)
mk.show(program, again)

# %% [markdown] id="steering-example"
# ## What good looks like
#
# A worked example with round numbers. Ten pairs started on 1 March and plan two meetings a month. On 16 May two and a half months have passed, so each pair has five planned meetings, fifty in all.
#
# In April the mentee of one pair reports two meetings and the mentor three. They talk about the same meetings, so three count, not five. Over all pairs forty are reported: forty of fifty, 80 %.
#
# One pair last reported a meeting on 1 April. That is 45 days: red. The contact point has promised an answer within two days, so the coordinator calls by 18 May, learns that the mentor changed shifts, moves the meeting to lunchtime, and writes one line into the log.
#
# Now the limit of the rules. If six of the ten pairs were amber for silence, it would not be six problems. It would be one: a wrong limit, or a month of holidays. The page says when a rule fires for too many.

# %% [markdown] id="steering-calendar-see"
# ## What is due when
#
# The next line puts everything dated into one list: training, meetings of the committee, controls, surveys, promises of management, decisions.

# %% id="steering-calendar"
calendar = mk.plan_calendar(program)
mk.show(program, calendar)

# %% [markdown] id="steering-calendar-read"
# Look for months in which everything falls together, and for promises that are due after the day on which somebody needs them.

# %% [markdown] id="steering-mistakes"
# ## Typical mistakes
#
# - **A committee that may only listen.** If nobody in it can change the plan, give money or end the programme, every issue waits for somebody who is not in the room.
# - **Three contact points.** Then there is none. Name one post; it may pass things on.
# - **A coordinator without hours.** "On the side" means in the evening, and then not at all.
# - **Check-ins that nobody answers to.** Whoever writes that it goes badly and hears nothing will not write again.
# - **Using the answers to judge people.** Once a check-in turns up in a performance review, all later ones say "fine".
# - **Saving every pair.** Ending a pair early, without fault, is a good outcome when the two did not fit.

# %% [markdown] id="steering-decide"
# ## Decide now
#
# First the committee: posts, never names, and what each may decide. Somebody must have the budget, somebody must be able to end the programme, somebody must be able to change the plan.

# %% id="steering-panel-committee"
mk.panel(program, edit="steering.committee", view=lambda draft: mk.monitor(draft, people))

# %% [markdown] id="steering-decide-contact"
# Then the address for every issue: which post, how it is reached, and within how many days it answers.

# %% id="steering-panel-contact"
mk.panel(program, edit="steering.contact", view=lambda draft: mk.monitor(draft, people))

# %% [markdown] id="steering-decide-controls"
# Then the controls. Two or three that are done are worth more than ten on paper. Write the rhythm in plain words: weekly, monthly, quarterly.

# %% id="steering-panel-controls"
mk.panel(program, edit="steering.controls", view=lambda draft: mk.monitor(draft, people))

# %% [markdown] id="steering-decide-flags"
# Last all of it: coordinator, agreement, confidentiality, escalation, changes, closing. Change the limits of the flags when a rule fires for too many.

# %% id="steering-panel-flags"
mk.panel(program, edit="steering", view=lambda draft: mk.monitor(draft, people))

# %% [markdown] id="steering-save" tags=["workbook"]
# ## Keep it
#
# With a folder in `output_dir` the tables above are written into one Excel file.

# %% id="steering-results" tags=["workbook"]
mk.save(program, output_dir, state, again, calendar)

# %% [markdown] id="steering-next" tags=["workbook"]
# ## Where next
#
# Go on to **07 Commitment**: is management really behind it?
