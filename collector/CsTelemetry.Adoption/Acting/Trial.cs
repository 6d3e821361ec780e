using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Acting;

/// <summary>Holds an account as it is, and scores it as it might be.</summary>
internal sealed class Trial
{
    private readonly DateOnly _asOf;

    public Trial(AccountUsage account, DateOnly asOf, ScoreModel model)
    {
        _asOf = asOf;
        Account = account;
        Model = model;
        Measured = new MeasuredAccount(account, asOf, model.Index, model.Numbers);
        Totals = Measured.TotalsOf(Measured.People);
        Basis = new ScoreBasis(Measured.Measures, model.Segments.For(account.Plan, account.EligibleSeats).Targets, model.Numbers);
        Score = ScoreSheet.Of(Basis).Score;
    }

    public AccountUsage Account { get; }

    public ScoreModel Model { get; }

    public MeasuredAccount Measured { get; }

    public UsageTotals Totals { get; }

    public ScoreBasis Basis { get; }

    public double Score { get; }

    /// <summary>Gets the people, those with most value events first.</summary>
    public IEnumerable<UserUsage> Busiest =>
        Measured.People.OrderByDescending(person => person.Events84).ThenBy(person => person.UserId, StringComparer.Ordinal);

    /// <summary>Gets the people seen in the last 112 days, but not in the last 28.</summary>
    public IReadOnlyList<UserUsage> Lapsed => [.. Measured.People.Where(person => person.WeekBlocks != 0 && !Doing.IsActive(person))];

    /// <summary>Counts the people who could still become active: free seats, or 1,000 when seats are unknown.</summary>
    public int FreeSeats => Account.EligibleSeats is { } seats
        ? (int)Math.Clamp(Math.Floor(seats) - Measured.Measures.ActiveUsers, 0, 1000)
        : 1000;

    /// <summary>Computes what the score would be a function of if people had done other things. People are replaced by their id; others join.</summary>
    public ScoreBasis With(IEnumerable<UserUsage> changed)
    {
        var people = Measured.People.ToDictionary(person => person.UserId, StringComparer.Ordinal);
        foreach (var person in changed)
        {
            people[person.UserId] = person;
        }

        var usage = Account with { Users = [.. people.Values] };
        return Basis with { Measures = new MeasuredAccount(usage, _asOf, Model.Index, Model.Numbers).Measures };
    }
}
