using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.Collector.Auditing;

namespace CsTelemetry.Collector.Administering;

/// <summary>Finds operations by name and runs them: whatever happens, the last line says how it ended, and the audit log who had it done. Thread-safe.</summary>
internal sealed class OperationCatalog(IEnumerable<IAdministrativeOperation> operations, IAdministrativeLog audit, ILogger<OperationCatalog> logger)
{
    private readonly FrozenDictionary<string, IAdministrativeOperation> _byName = operations.ToFrozenDictionary(operation => operation.Name, StringComparer.Ordinal);

    public IEnumerable<string> Names => _byName.Keys.Order(StringComparer.Ordinal);

    /// <summary>Runs an operation. Every administrative act but those on keys and tenants comes by here.</summary>
    public async IAsyncEnumerable<AdministrationLine> RunAsync(
        string name, OperationArguments arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!_byName.TryGetValue(name, out var operation))
        {
            yield return AdministrationLine.Error($"There is no operation \"{name}\". There are: {string.Join(", ", Names)}.", ExitCodes.Usage);
            yield break;
        }

        Log.OperationStarted(logger, name);
        var noting = new OperationAudit(audit, operation.ActOf(arguments), logger);
        try
        {
            await using var lines = operation.RunAsync(arguments, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(lines) is { } line)
            {
                if (await noting.FollowAsync(line) is { } before)
                {
                    yield return before;
                }

                yield return line;
                if (line.Kind is LineKind.Result or LineKind.Error)
                {
                    Log.OperationEnded(logger, name, line.Exit ?? ExitCodes.Done);
                    yield break;
                }
            }
        }
        finally
        {
            await noting.EndAsync();
        }
    }

    private async Task<AdministrationLine?> NextAsync(IAsyncEnumerator<AdministrationLine> lines)
    {
        try
        {
            return await lines.MoveNextAsync() ? lines.Current : null;
        }
        catch (AdministrationException exception)
        {
            return AdministrationLine.Error(exception.Message, exception.ExitCode);
        }
        catch (Exception exception) when (exception is ClickHouseException or SchemaException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return AdministrationLine.Error(exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A fault of the operation must end neither the collector nor the operator's wait for an answer.
            Log.OperationBroke(logger, exception);
            return AdministrationLine.Error($"The operation broke off by a fault of its own: {exception.Message}");
        }
    }
}
