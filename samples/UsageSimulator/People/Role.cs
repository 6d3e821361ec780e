namespace UsageSimulator.People;

/// <summary>Names what a person does in an account.</summary>
internal enum Role
{
    /// <summary>Uses the admin area, which others leave alone.</summary>
    Administrator,

    /// <summary>Comes often and uses much.</summary>
    PowerUser,

    /// <summary>Comes when there is work.</summary>
    Member,

    /// <summary>Looks in now and then.</summary>
    Guest,
}
