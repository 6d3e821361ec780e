using System.Runtime.CompilerServices;
using CsTelemetry.Collector.Administering;

namespace CsTelemetry.Collector.Tests.Administering;

/// <summary>An operation that does what a test says.</summary>
internal sealed class StandInOperation(AdministrativeAct? act, params IEnumerable<Func<CancellationToken, Task<AdministrationLine>>> steps) : IAdministrativeOperation
{
    public string Name => "stand-in";

    public AdministrativeAct? ActOf(OperationArguments arguments) => act;

    public async IAsyncEnumerable<AdministrationLine> RunAsync(OperationArguments arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var step in steps)
        {
            yield return await step(cancellationToken);
        }
    }
}
