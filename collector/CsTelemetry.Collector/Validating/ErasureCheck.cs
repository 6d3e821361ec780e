using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Validating;

/// <summary>Checks an order to erase. What no event can carry, no event is stored under: such an order is a mistake.</summary>
internal static class ErasureCheck
{
    /// <summary>Says what is wrong, naming the field; null if nothing is.</summary>
    public static (string Field, string Message)? Fault(ErasureTarget target, string userId, string accountId)
    {
        if (target == ErasureTarget.User && userId.Length == 0)
        {
            return ("user_id", "user_id is empty; name the user as events do.");
        }

        if (target == ErasureTarget.Account && accountId.Length == 0)
        {
            return ("account_id", "account_id is empty; name the account as events do.");
        }

        if (target == ErasureTarget.Account && userId.Length > 0)
        {
            return ("user_id", "user_id is given, but a whole account is to be erased. Erase the user in the account with the target `user`.");
        }

        return TextCheck.Fault("user_id", userId, EventLimits.MaxStringBytes) is { } user ? ("user_id", user.Message)
            : TextCheck.Fault("account_id", accountId, EventLimits.MaxStringBytes) is { } account ? ("account_id", account.Message)
            : null;
    }
}
