namespace CsTelemetry.Client;

/// <summary>What a never-used list is of.</summary>
public enum NeverUsedOf
{
    /// <summary>Accounts.</summary>
    Accounts,

    /// <summary>People; the list needs a key with the scope `users:read`.</summary>
    Users,
}
