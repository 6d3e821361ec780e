namespace CsTelemetry.Collector.Administering;

/// <summary>Something that an operator can have done, in a running collector or beside one that does not run. Thread-safe.</summary>
internal interface IAdministrativeOperation
{
    /// <summary>Gets the name by which it is asked for.</summary>
    public string Name { get; }

    /// <summary>Says what it is to the audit log with these arguments; null if it changes and hands out nothing.</summary>
    public AdministrativeAct? ActOf(OperationArguments arguments);

    /// <summary>Does it, and tells how it goes. The last line is a result.</summary>
    /// <param name="arguments">What exactly is to be done.</param>
    /// <param name="cancellationToken">Interrupts it; asked for again, it goes on where it was.</param>
    /// <exception cref="AdministrationException">It cannot be done.</exception>
    public IAsyncEnumerable<AdministrationLine> RunAsync(OperationArguments arguments, CancellationToken cancellationToken);
}
