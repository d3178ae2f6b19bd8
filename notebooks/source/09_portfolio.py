# %% [markdown] id="portfolio-title"
# # 09 Portfolio: how do all our programmes stand?
#
# **The question.** One programme can be looked after in somebody's head. From the second one on, people ask which are running, which are stuck, and what came out of them.
#
# **You need** the results folder of a batch (`python -m mentorkit batch PATH --out results`). Without one, this page computes the programmes of a folder here and now, as it does with the shipped examples.
#
# **You will have** a table of all programmes, everything they promised beside what came out, and the names of those that need somebody's attention, with the reason. **Time:** 10 minutes, and 20 more to agree who does what.

# %% id="portfolio-parameters" tags=["parameters"]
programs_dir: str = "../data/programs"  # the results folder of a batch, or a folder of programmes
output_dir: str = ""  # folder for result tables; empty writes nothing
audience: str = "committee"  # this page is the same for coordinator and committee: it names no persons
language: str = "en"  # en or he: the language of this page

# %% [markdown] id="portfolio-what"
# ## What this step is
#
# A page over several programmes answers three plain questions for whoever is responsible for all of them.
#
# 1. **Who is there?** Every programme has one line: its status, its people and pairs, how many of its stages are done.
# 2. **Who is not, and why?** A programme that failed or is not ready is named with its reason. A page that quietly leaves out what did not work is worse than no page.
# 3. **What came out?** Every measure that a programme promised stands there with the number of answers, its interval and its answer.
#
# There are four statuses:
#
# | status | meaning | who acts |
# | --- | --- | --- |
# | done | every planned stage could be computed | nobody |
# | not ready | something is still to be decided | the coordinator of that programme |
# | decided otherwise | another way than mentoring was chosen, with its reason | nobody; it is a full result |
# | failed | something in the file or in a table is wrong | whoever keeps that table |

# %% [markdown] id="portfolio-why"
# ## Why now
#
# Look at this page two weeks before the steering committee meets. Then there is time to mend a table or to take a decision. On the day of the meeting there is only time to explain.
#
# The next lines read the folder. Results of a batch are read from what each run left behind, never from tables of people, so nobody's name can appear here.

# %% id="portfolio-read"
import mentorkit as mk

portfolio = mk.portfolio(programs_dir, language=language)
mk.show(portfolio)

# %% [markdown] id="portfolio-read-it"
# Read the first sentence, then go straight to the programmes that are not done. For each of them ask two things: who can settle this, and by which day? Only then look at the measures.
#
# A number without an interval is a count. A number with one says how far the truth may lie from it: the wider the interval, the fewer people stand behind the number. *Hidden* means that so few answered that a person could be recognised; it is not a zero.

# %% [markdown] id="portfolio-good"
# ## What good looks like
#
# A small worked example. An organisation runs three programmes. The first is done: 20 pairs, and its primary measure is met. The second is not ready, because two of its measures have no target; the coordinator settles that on Tuesday with the sponsor. The third failed, because row 14 of a table holds a date that does not exist; the person who keeps the table mends it in five minutes, and the batch is run again. Only the third is computed anew, the other two are left as they are. After half an hour the page is complete, and the committee spends its meeting on decisions.
#
# Good also means:
#
# - every programme the organisation pays for is on the page, the small and the stuck ones too;
# - beside each one that is not done there is a post and a day;
# - people ask what each programme needs, not which one is best.

# %% [markdown] id="portfolio-mistakes"
# ## Typical mistakes
#
# - **Ranking.** Take two programmes with 10 pairs each, 8 of 10 satisfied in one and 6 of 10 in the other. Two people make the whole difference, and next year the order may turn round. Programmes of this size cannot be ranked, so this page does not.
# - **Comparing measures with the same name.** "Satisfaction" on a scale of five in one programme and of ten in another are two things.
# - **Hiding the failed one.** It will be found by somebody who does not know the reason.
# - **One coordinator for everything.** When several programmes share mentors, count the hours a mentor gives in all of them. This page does not do that yet; it says so at its end.

# %% [markdown] id="portfolio-decide"
# ## Decide now
#
# For each programme that is not done, write into its own file who settles what. Open its notebook **00 Start** for that; the first sentence there says what comes next. For a programme that is finished, decide with the committee whether it is repeated, changed or ended, and write the reason down.

# %% [markdown] id="portfolio-keep"
# ## Keep it
#
# With a folder in `output_dir` the two tables are written into one Excel file. They hold no persons, so the file can be passed on.

# %% id="portfolio-save" tags=["workbook"]
mk.save(portfolio, output_dir)

# %% [markdown] id="portfolio-next" tags=["workbook"]
# ## Where next
#
# Back to **00 Start** of the first programme that is not done. When all are done, the next date in the calendar is the next survey of the programme that runs longest.
