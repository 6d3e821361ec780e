namespace CsTelemetry.Client.Contracts;

/// <summary>Says how far a feature is adopted in a group of accounts as of a day. "Period" is the feature's natural period, which ends with that day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Instrumented">Whether any product has reported the feature by then; when not, the numbers are no zeros.</param>
/// <param name="EntitledAccounts">The accounts that may use it.</param>
/// <param name="Statuses">How many accounts stand how to it.</param>
/// <param name="EligibleSeats">The seats that may use it, of the entitled accounts whose seats are known.</param>
/// <param name="SeatedAdopters">The adopters in those accounts.</param>
/// <param name="Adopters">The adopters in all entitled accounts.</param>
/// <param name="ActiveUsers">Who used it within the period, entitled or not.</param>
/// <param name="UsersEver">Who ever used it.</param>
/// <param name="AdopterUses">How often adopters used it within the period: its depth.</param>
/// <param name="ActiveDays">On how many days of the period those who were active used it: its frequency.</param>
/// <param name="AccountRates">The rates of the entitled accounts whose seats are known.</param>
/// <param name="AccountRate">The accounts that adopted it / the accounts entitled to it; null when none is, or nothing is reported.</param>
/// <param name="UserRate">Adopters / eligible seats over all entitled accounts whose seats are known; null when there is none.</param>
public sealed record FeatureAdoption(
    DateOnly Day,
    bool Instrumented,
    int EntitledAccounts,
    StatusCounts Statuses,
    double EligibleSeats,
    int SeatedAdopters,
    int Adopters,
    int ActiveUsers,
    int UsersEver,
    Distribution? AdopterUses,
    Distribution? ActiveDays,
    Distribution? AccountRates,
    double? AccountRate,
    double? UserRate);
