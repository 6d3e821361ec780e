using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Metrics;

/// <summary>
/// Counts the seats that may use a feature on a day. Where only one role is meant, these are the account's people of that role, as far as there
/// are seats for them.
/// </summary>
internal static class EligibleSeats
{
    /// <summary>Counts them; null when unknown, 0 when the account is not entitled.</summary>
    public static double? On(TenantKnowledge knowledge, string accountId, IEnumerable<AudiencePerson> people, CatalogFeature feature, string? role, DateOnly day)
    {
        var seats = knowledge.EligibleSeats(accountId, feature.Key, day);
        if (role is null || seats == 0)
        {
            return seats;
        }

        var meant = people.Count(person => person.ExistsOn(day) && person.Known?.RoleAt(day) == role);
        return seats is null ? meant : Math.Min(seats.Value, meant);
    }

    /// <summary>Finds how many adopters make an account an adopter: max(2, 10 % of the seats), or the seat when there is one; 2 when seats are unknown.</summary>
    public static double AdoptersNeeded(double? seats) => seats is > 0 and <= 1 ? seats.Value : Math.Max(2, .1 * (seats ?? 0));
}
