namespace CsTelemetry.Adoption.Declining;

/// <summary>Holds the numbers of the decline signal. "CsTelemetry adoption model 1.0", Signals: S_t = max(0, S_{t−1} − z_t − .5), alarm at 4.</summary>
/// <param name="Slack">What a week must lie below the usual to count, in standard deviations. Default .5.</param>
/// <param name="Alarm">The sum at which the account declines. Default 4.</param>
/// <param name="MostSum">The most that the sum holds, so that an alarm can close again. Default 8.</param>
/// <param name="BaselineWeeks">The weeks that say what is usual. Default 52.</param>
/// <param name="MinBaselineWeeks">The fewest such weeks. Default 16.</param>
/// <param name="GapWeeks">The weeks before the judged one that do not say what is usual, so that a slide is not its own measure. Default 8.</param>
/// <param name="ShrinkageWeeks">The weeks' worth of the binomial to which the account's own dispersion is shrunk. Default 12.</param>
/// <param name="MeanAllowance">The standard errors by which the usual is taken lower, because it is only estimated. Default .5.</param>
/// <param name="MinSeats">The fewest seats. Default 10.</param>
/// <param name="MinPeople">The fewest people a week on average in its place when seats are unknown. Default 5.</param>
public sealed record DeclineRule(
    double Slack = .5,
    double Alarm = 4,
    double MostSum = 8,
    int BaselineWeeks = 52,
    int MinBaselineWeeks = 16,
    int GapWeeks = 8,
    double ShrinkageWeeks = 12,
    double MeanAllowance = .5,
    double MinSeats = 10,
    double MinPeople = 5);
