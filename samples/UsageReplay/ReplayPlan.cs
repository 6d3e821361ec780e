namespace UsageReplay;

/// <summary>Holds what is to be replayed, on which days, and how patiently.</summary>
internal sealed record ReplayPlan(UsageLog Log, LogSurvey Survey, ReplayCalendar Calendar, TimeSpan GiveUpAfter);
