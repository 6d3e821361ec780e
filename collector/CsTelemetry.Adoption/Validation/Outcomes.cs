using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Validation;

/// <summary>Tells what became of an account: lost when it is silent in days 15 to 104 after, or has at least 20 % fewer seats on one of them.</summary>
internal static class Outcomes
{
    public const int FirstDay = 15;
    public const int LastDay = 104;

    private const double Shrunk = .8;

    public static bool IsLost(IndexedHistory history, CustomerAccount? account, DateOnly asOf) =>
        history.Between(asOf.AddDays(FirstDay), asOf.AddDays(LastDay)).IsEmpty || Shrinks(account, asOf);

    private static bool Shrinks(CustomerAccount? account, DateOnly asOf)
    {
        if (account is null || account.Seats.Count == 0 || account.SeatsAt(asOf) is not (> 0 and var seats))
        {
            return false;
        }

        for (var day = FirstDay; day <= LastDay; day++)
        {
            if (account.SeatsAt(asOf.AddDays(day)) <= Shrunk * seats)
            {
                return true;
            }
        }

        return false;
    }
}
