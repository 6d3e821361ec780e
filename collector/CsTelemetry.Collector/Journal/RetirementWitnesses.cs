namespace CsTelemetry.Collector.Journal;

/// <summary>Asks several witnesses, one after the other; if one cannot write down what it knows, nothing is deleted.</summary>
internal sealed class RetirementWitnesses(params IReadOnlyList<IRetirementWitness> witnesses) : IRetirementWitness
{
    public async Task BeforeRetirementAsync(CancellationToken cancellationToken)
    {
        foreach (var witness in witnesses)
        {
            await witness.BeforeRetirementAsync(cancellationToken);
        }
    }
}
