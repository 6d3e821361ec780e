namespace CsTelemetry.Collector.Administering.Auditing;

/// <summary>What an audit has found so far.</summary>
internal sealed class AuditTotals
{
    /// <summary>Gets or sets the days on which rollup and raw differ.</summary>
    public long Days { get; set; }

    /// <summary>Gets or sets the rows that are stored too many times.</summary>
    public long Surplus { get; set; }

    /// <summary>Gets or sets the rows that the log still holds and the store did not.</summary>
    public long Missing { get; set; }

    /// <summary>Gets or sets the numbers under which a client has sent different events.</summary>
    public long Conflicts { get; set; }

    /// <summary>Gets or sets the months that were repaired.</summary>
    public int Repaired { get; set; }

    /// <summary>Gets or sets the months that are wrong still.</summary>
    public int Left { get; set; }

    public AdministrationLine Conclude(int months, bool repair)
    {
        var data = new { Months = months, DifferingDays = Days, SurplusRows = Surplus, MissingRows = Missing, Conflicts, RepairedMonths = Repaired, MonthsLeft = Left };
        if (Days == 0 && Surplus == 0 && Missing == 0)
        {
            return AdministrationLine.Result($"{months} months: raw and rollup agree, and no event is stored twice.", data);
        }

        var lost = Missing > 0 ? $"{Missing} rows were missing, " : "";
        var found = $"{months} months: {lost}{Days} days differed and {Surplus} rows were stored too many times";
        return Left == 0 && (repair || Missing == 0)
            ? AdministrationLine.Result($"{found}; all is repaired.", data)
            : AdministrationLine.Result($"{found}{(Left > 0 ? $"; {Left} months are wrong still" : "")}.{(repair ? "" : " Run it with --repair.")}", data, ExitCodes.Found);
    }
}
