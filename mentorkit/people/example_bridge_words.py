"""The words of the made-up transport company in English and Hebrew, so that one world gives two example programmes.

``HEBREW`` has one Hebrew word for each English one and no Hebrew word twice: whatever is equal or different in one language is
so in the other, and every number that is computed from the tables is the same.
"""

from __future__ import annotations

__all__ = ["BRIDGE_COMMENTS", "BRIDGE_ITEMS", "BRIDGE_LOG", "END_REASONS", "HEADINGS", "HEBREW", "OBSTACLES", "WISHES"]

WISHES = (
    "Learn how lines are planned before I apply for a post there.", "Speak with confidence in an interview.", "Find out which posts suit somebody who has driven for years.",
    "Read the figures that the control room works with.",
)  # fmt: skip
END_REASONS = ("moved to another town", "no time beside the shifts", "did not fit, by mutual consent", "long leave")
OBSTACLES = ("shift changes", "workload", "no quiet room", "leave", "goals unclear")

BRIDGE_ITEMS = (
    ("belong1", "I feel part of the company as a whole.", "1-5", "no", "mentee", "start;end", ""),
    ("belong2", "I have people to ask outside my own depot.", "1-5", "no", "mentee", "start;end", ""),
    ("belong3", "I am often alone with difficulties at work.", "1-5", "yes", "mentee", "start;end", ""),
    ("clarity", "How clear is your next step in the company to you? (0 not at all, 10 fully)", "0-10", "no", "mentee", "start;end", ""),
    ("lead1", "In my talks, questions come before advice.", "1-5", "no", "mentor", "start;end", ""),
    ("lead2", "I find it easy to see early who needs support.", "1-5", "no", "mentor", "start;end", ""),
    ("useful", "The meetings were worth the time.", "1-5", "no", "mentee;mentor", "end", ""),
    ("recommend", "Would you recommend the programme to a colleague?", "yes_unsure_no", "no", "mentee;mentor", "end", ""),
    (
        "gained", "What did you gain? (choose all that apply)", "many", "no", "mentee", "end",
        "people I can ask;a skill I use;a picture of other posts;confidence;nothing yet",
    ),
    ("goals_met", "How many of the goals on your goal sheet were reached?", "one", "no", "mentee", "end", "none;some;most;all"),
    ("hours", "How many hours did you spend on it in a usual month?", "number", "no", "mentor", "end", ""),
    ("comment", "What should we keep and what should we change?", "text", "no", "mentee;mentor", "end", ""),
)  # fmt: skip
BRIDGE_COMMENTS = {
    "mentee": ("A day in the planning office was worth more than any talk.", "Fix the meetings in the shift plan.", "The goal sheet helped us to begin.", "Half a year is short."),
    "mentor": ("I learned what drivers see and we do not.", "Line managers should hear about it earlier.", "Keep the exchange between mentors."),
}

# id, date, kind, raised by, text, owner, due, status, result, closed on
BRIDGE_LOG = (
    (
        "B01", "2026-01-08", "decision", "steering committee", "30 begin; nine wait for the second round.",
        "coordinator", "2026-01-11", "done", "Everybody was told", "2026-01-11",
    ),
    (
        "B02", "2026-02-03", "issue", "mentee", "Shifts change a day before the meeting.",
        "head of operations", "2026-02-20", "done", "Meetings stand in the shift plan", "2026-02-17",
    ),
    (
        "B03", "2026-03-02", "control", "coordinator", "Pairs that met in February, against the limit.",
        "coordinator", "2026-03-02", "done", "Above the limit", "2026-03-02",
    ),
    (
        "B04", "2026-04-12", "change", "coordinator", "One mentee gets another mentor at the wish of both.",
        "coordinator", "2026-04-26", "done", "New pair in April", "2026-04-19",
    ),
    (
        "B05", "2026-05-10", "decision", "steering committee", "Every mentee may visit the department of their choice for a day.",
        "HR manager", "2026-05-31", "done", "Days agreed with the departments", "2026-05-28",
    ),
    (
        "B06", "2026-06-07", "issue", "line manager", "Not told that a worker applies for another post.",
        "HR manager", "2026-06-21", "done", "Rule written into the agreement", "2026-06-18",
    ),
    (
        "B07", "2026-07-05", "control", "coordinator", "Pairs that met in June, against the limit.",
        "coordinator", "2026-07-05", "done", "Below the limit; all silent pairs were called", "2026-07-09",
    ),
    (
        "B08", "2026-08-16", "issue", "mentor", "There is no post yet for those who are ready to move.",
        "head of planning", "2026-09-06", "open", "", "",
    ),
    (
        "B09", "2026-08-30", "decision", "management", "A second round begins in January; the nine who waited come first.",
        "HR manager", "2026-10-15", "open", "", "",
    ),
)  # fmt: skip

HEADINGS = {
    "person_id": "מספר עובד", "wants": "אזורי התפתחות רצויים", "offers": "תחומים שאפשר לעזור בהם", "capacity": "מספר מנטיס מרבי", "first_time": "מנטור בפעם הראשונה",
    "manager_id": "מספר מנהל", "department": "אגף", "site": "אתר", "employment": "היקף משרה", "grade": "דרגה", "hire_date": "תאריך קליטה", "languages": "שפות",
    "interests": "תחומי עניין", "style": "סגנון תקשורתי", "hours_per_month": "שעות בחודש", "goals_text": "במילים שלי", "applied_on": "תאריך הגשה", "status": "סטטוס",
    "manager_consent": "הסכמת מנהל", "rate_listening": "הקשבה (1-5)", "rate_goal_setting": "הצבת מטרות (1-5)", "rate_opening_doors": "פתיחת דלתות (1-5)",
    "support_goals": "ברור לי במה ארצה להשתפר (1-5)", "support_talks": "קל לי לפתוח בשיחה עם בכירים (1-5)", "support_time": "יש לי שעות לכך לצד העבודה (1-5)",
    "name": "שם מלא", "email": "דואר אלקטרוני", "phone": "טלפון",
    "mentee_id": "מספר מנטי", "mentor_id": "מספר מנטור", "state": "מצב הצמד", "started": "תאריך התחלה", "ended": "תאריך סיום", "end_reason": "סיבת הסיום", "round": "סבב",
    "decided_by": "הוחלט על ידי", "why": "נימוק", "date": "תאריך", "by": "מדווח", "met": "נפגשו", "meetings": "מספר מפגשים", "minutes": "דקות", "useful": "תועלת (1-5)",
    "continue": "להמשיך", "obstacle": "קושי", "negative": "חוויה שלילית", "contact_me": "אשמח לשיחה", "session": "מפגש הכשרה", "attended": "נכחו",
    "id": "מזהה", "text": "תוכן", "scale": "סולם", "reverse": "היפוך", "roles": "תפקידים", "waves": "גלי סקר", "options": "אפשרויות",
    "respondent_id": "מספר משיב", "role": "תפקיד", "wave": "גל", "item": "שאלה", "answer": "תשובה", "group": "קבוצה", "observed_from": "נצפה מתאריך",
    "observed_until": "נצפה עד תאריך", "left_on": "תאריך עזיבה", "left_kind": "סוג העזיבה", "moved_on": "תאריך מעבר תפקיד", "kind": "סוג", "raised_by": "הועלה על ידי",
    "owner": "אחראי", "due": "יעד לביצוע", "result": "תוצאה", "closed_on": "תאריך סגירה",
}  # fmt: skip

HEBREW = {
    # answers of forms
    "yes": "כן", "no": "לא", "unsure": "לא בטוח", "applied": "הוגש", "waiting": "ברשימת המתנה",
    "direct": "ישיר", "reflective": "שקול", "structured": "מסודר", "lively": "נמרץ", "full time": "משרה מלאה", "part time": "משרה חלקית",
    # departments and sites
    "Drivers and dispatch": "נהגים וסדרנות", "Service centre": "מוקד השירות", "Garages": "מוסכים", "Planning and control": "תכנון ובקרה",
    "Spring depot": "מסוף המעיין", "Hill depot": "מסוף הגבעה", "Old station": "התחנה הישנה", "Main office": "המטה",
    # development areas
    "reading data": "קריאת נתונים", "planning of lines": "תכנון קווים", "writing reports": "כתיבת דוחות", "leading a shift": "ניהול משמרת", "computer systems": "מערכות מידע",
    "speaking before people": "הופעה מול קהל", "control room work": "עבודה בחדר הבקרה", "job interviews": "ריאיונות עבודה",
    # interests and languages
    "music": "מוזיקה", "hiking": "טיולים", "cooking": "בישול", "football": "כדורגל", "gardening": "גינון", "reading": "קריאה", "volunteering": "התנדבות",
    "Hebrew": "עברית", "Arabic": "ערבית", "Russian": "רוסית", "Amharic": "אמהרית",
    # wishes
    WISHES[0]: "להבין איך מתכננים קווים לפני שאגיש מועמדות לתפקיד שם.", WISHES[1]: "לדבר בביטחון בריאיון עבודה.",
    WISHES[2]: "לברר אילו תפקידים מתאימים לוותיקי ההגה.", WISHES[3]: "לקרוא את הנתונים שעובדים איתם בחדר הבקרה.",
    # pairs
    "completed": "הושלם", "ended": "הסתיים מוקדם", "steering committee": "צוות ההיגוי", "asked for another pair": "התבקש ציוות מחדש",
    "moved to another town": "מעבר לעיר אחרת", "no time beside the shifts": "אין זמן לצד המשמרות", "did not fit, by mutual consent": "חוסר התאמה, בהסכמת השניים",
    "long leave": "חופשה ממושכת",
    # check-ins
    "shift changes": "שינויים במשמרות", "workload": "עומס עבודה", "no quiet room": "אין חדר שקט", "leave": "חופשה", "goals unclear": "המטרות אינן ברורות",
    # survey
    "mentee": "מנטי", "mentor": "מנטור", "start": "פתיחה", "end": "סיום", "many": "כמה תשובות", "one": "תשובה אחת", "number": "מספר", "text": "טקסט חופשי",
    "yes_unsure_no": "כן, לא בטוח, לא",
    "I feel part of the company as a whole.": "יש לי תחושת שייכות לחברה כולה.",
    "I have people to ask outside my own depot.": "יש לי למי לפנות גם מחוץ למסוף שלי.",
    "I am often alone with difficulties at work.": "לעיתים קרובות אני לבד עם הקשיים בעבודה.",
    "How clear is your next step in the company to you? (0 not at all, 10 fully)": "עד כמה ברור לך הצעד הבא שלך בחברה? (0 כלל לא, 10 לגמרי)",
    "In my talks, questions come before advice.": "בשיחות שלי שאלות באות לפני עצות.",
    "I find it easy to see early who needs support.": "קל לי לזהות מוקדם מי זקוק לתמיכה.",
    "The meetings were worth the time.": "המפגשים היו שווים את הזמן.",
    "Would you recommend the programme to a colleague?": "האם יש בכוונתך להמליץ על התוכנית לעמיתים?",
    "What did you gain? (choose all that apply)": "מה יצא לך מהתוכנית? (אפשר לסמן כמה תשובות)",
    "people I can ask": "אנשים שאפשר לפנות אליהם", "a skill I use": "מיומנות שמשמשת אותי", "a picture of other posts": "היכרות עם תפקידים אחרים", "confidence": "ביטחון עצמי",
    "nothing yet": "עדיין שום דבר",
    "How many of the goals on your goal sheet were reached?": "כמה מהמטרות שבדף המטרות האישי הושגו?",
    "none": "אף אחת", "some": "חלק מהן", "most": "רובן", "all": "כולן",
    "How many hours did you spend on it in a usual month?": "כמה שעות הקדשת לכך בחודש רגיל?",
    "What should we keep and what should we change?": "מה כדאי לשמר ומה כדאי לשנות?",
    BRIDGE_COMMENTS["mentee"][0]: "יום אחד במשרד התכנון היה שווה יותר מכל שיחה.", BRIDGE_COMMENTS["mentee"][1]: "כדאי לקבע את המפגשים בסידור העבודה.",
    BRIDGE_COMMENTS["mentee"][2]: "דף המטרות עזר לנו להתחיל.", BRIDGE_COMMENTS["mentee"][3]: "חצי שנה היא זמן קצר.",
    BRIDGE_COMMENTS["mentor"][0]: "למדתי מה נהגים רואים ואנחנו לא.", BRIDGE_COMMENTS["mentor"][1]: "כדאי לעדכן את המנהלים הישירים מוקדם יותר.",
    BRIDGE_COMMENTS["mentor"][2]: "המפגשים בין המנטורים חשובים, כדאי להמשיך אותם.",
    # outcomes
    "participant": "משתתפים", "comparison": "השוואה", "regretted": "עזיבה שהצטערנו עליה", "other": "אחר",
    # log
    "issue": "סוגיה", "decision": "החלטה", "change": "שינוי", "control": "בקרה", "done": "טופל", "open": "פתוח",
    "coordinator": "רכזת התוכנית", "line manager": "מנהל ישיר", "head of operations": "מנהל התפעול", "HR manager": "מנהלת משאבי אנוש", "head of planning": "מנהל התכנון",
    "management": "ההנהלה",
    "30 begin; nine wait for the second round.": "30 מתחילים, תשעה ממתינים לסבב השני.", "Everybody was told": "כולם עודכנו",
    "Shifts change a day before the meeting.": "המשמרות משתנות יום לפני המפגש.", "Meetings stand in the shift plan": "המפגשים נכנסו לסידור העבודה",
    "Pairs that met in February, against the limit.": "צמדים שנפגשו בפברואר, מול הסף.", "Above the limit": "מעל הסף",
    "One mentee gets another mentor at the wish of both.": "ציוות מחדש של מנטי אחד, לבקשת שני הצדדים.", "New pair in April": "צמד חדש מאפריל",
    "Every mentee may visit the department of their choice for a day.": "כל מנטי רשאי לבקר יום אחד באגף לפי בחירתו.", "Days agreed with the departments": "הימים תואמו עם האגפים",
    "Not told that a worker applies for another post.": "לא נמסר למנהל שעובד הגיש מועמדות לתפקיד אחר.", "Rule written into the agreement": "הכלל נוסף להסכם המנטורינג",
    "Pairs that met in June, against the limit.": "צמדים שנפגשו ביוני, מול הסף.", "Below the limit; all silent pairs were called": "מתחת לסף; התקשרו אל כל הצמדים שלא נפגשו",
    "There is no post yet for those who are ready to move.": "עדיין אין תקן פנוי למי שמוכנים לעבור תפקיד.",
    "A second round begins in January; the nine who waited come first.": "סבב שני ייפתח בינואר; תשעת הממתינים ייכנסו ראשונים.",
}  # fmt: skip
