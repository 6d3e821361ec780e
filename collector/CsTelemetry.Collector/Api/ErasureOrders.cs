using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Validating;

namespace CsTelemetry.Collector.Api;

/// <summary>Takes orders to erase from the REST API. Thread-safe.</summary>
internal sealed class ErasureOrders(ErasureTaker taker)
{
    /// <exception cref="InvalidParameterException">A field cannot be used.</exception>
    public Task<ErasureTaking> TakeAsync(string tenant, ErasureRequest request)
    {
        var (user, account) = (request.UserId ?? "", request.AccountId ?? "");
        var target = request.Target == ErasureSubjectKind.Account ? ErasureTarget.Account : ErasureTarget.User;
        return ErasureCheck.Fault(target, user, account) is { } fault ? throw new InvalidParameterException(fault.Field, fault.Message)
            : target == ErasureTarget.Account ? taker.TakeAccountAsync(tenant, account)
            : taker.TakeAsync(tenant, user, account);
    }
}
