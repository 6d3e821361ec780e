namespace CsTelemetry.ClickHouse.Knowledge;

/// <summary>Tells of whom a table of attributes speaks.</summary>
public enum AttributeTable
{
    /// <summary>Accounts: <c>account_attributes</c>.</summary>
    Accounts,

    /// <summary>Users: <c>user_attributes</c>.</summary>
    Users,
}
