namespace CsTelemetry.Adoption.Usage;

/// <summary>Refuses usage that no log can have produced: such a row is a fault of the query, and a score made from it would lie.</summary>
internal static class UsageCheck
{
    private const uint KnownBlocks = (1u << UsageWindows.BlockCount) - 1;

    private static readonly UInt128 KnownDays = (UInt128.One << UsageWindows.CoreDays) - UInt128.One;

    /// <summary>Checks one account, without looking at its people.</summary>
    /// <exception cref="ArgumentException">The account's first day, heartbeat or seats are impossible.</exception>
    public static void Account(AccountUsage account, DateOnly asOf)
    {
        if (account.FirstDay > asOf)
        {
            throw Fault(account, $"its first day {account.FirstDay:O} lies after as_of {asOf:O}; leave accounts out that did not exist yet");
        }

        if (account.LastHeartbeat > asOf)
        {
            throw Fault(account, $"its last heartbeat {account.LastHeartbeat:O} lies after as_of {asOf:O}; take the last one up to as_of");
        }

        if (account.EligibleSeats is { } seats && !(seats >= 0 && double.IsFinite(seats)))
        {
            throw Fault(account, $"it has {seats} eligible seats; the number must be 0 or more, or null when unknown");
        }
    }

    /// <summary>Checks one person and every feature use of theirs.</summary>
    /// <exception cref="ArgumentException">A count is out of range or a bit stands outside its window.</exception>
    public static void User(AccountUsage account, UserUsage user)
    {
        if ((user.WeekBlocks & ~KnownBlocks) != 0)
        {
            throw Fault(account, $"user '{user.UserId}' has week blocks 0x{user.WeekBlocks:X}; only bits 0 to {UsageWindows.BlockCount - 1} exist");
        }

        Count(account, user, "value events in 84 days", user.Events84);
        Count(account, user, "decayed events", user.DecayedEvents);
        foreach (var use in user.CoreFeatures84)
        {
            Count(account, user, $"uses of '{use.Feature}'", use.Uses84);
            if ((use.Days84 & ~KnownDays) != UInt128.Zero)
            {
                throw Fault(account, $"user '{user.UserId}' used '{use.Feature}' on days beyond age {UsageWindows.CoreDays - 1}");
            }
        }
    }

    /// <summary>Builds the complaint about an account.</summary>
    public static ArgumentException Fault(AccountUsage account, string what) =>
        new($"The usage of account '{account.AccountId}' cannot be: {what}.", nameof(account));

    private static void Count(AccountUsage account, UserUsage user, string what, double value)
    {
        if (!(value >= 0 && value <= UsageWindows.MaxEventsPerUser))
        {
            throw Fault(account, $"user '{user.UserId}' has {value} {what}; the number must be 0 to {UsageWindows.MaxEventsPerUser}");
        }
    }
}
