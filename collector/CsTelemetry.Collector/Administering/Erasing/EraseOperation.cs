using System.Runtime.CompilerServices;
using CsTelemetry.ClickHouse.Erasing;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Validating;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Administering.Erasing;

/// <summary>Orders the erasure of a user or an account as the API does, waits until it is carried out, and tells the receipt.</summary>
internal sealed class EraseOperation(ErasureTaker taker, ErasureBook book, ErasureStore store, TimeProvider time) : IAdministrativeOperation
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public string Name => "erase";

    public AdministrativeAct? ActOf(OperationArguments arguments) =>
        arguments.Find("receipt") is null ? new(AuditActions.EraseOrder, "no receipt", arguments.Find("tenant")) : null;

    public async IAsyncEnumerable<AdministrationLine> RunAsync(OperationArguments arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tenant = arguments.Require("tenant");
        if (!TenantId.IsValid(tenant))
        {
            throw AdministrationException.Usage($"The tenant id \"{tenant}\" is not valid. {TenantId.Rule}");
        }

        var receipt = arguments.Find("receipt");
        if (receipt is null)
        {
            receipt = await OrderAsync(tenant, arguments);
            yield return AdministrationLine.Note(
                $"The order {receipt} is given and durable: it is carried out whatever happens to this command. `erase receipt {receipt}` tells how it stands.",
                new { ReceiptId = receipt });
        }

        if (arguments.Has("no_wait"))
        {
            yield return AdministrationLine.Result("It will be carried out soon.", new { ReceiptId = receipt });
            yield break;
        }

        var told = 0;
        while (true)
        {
            var known = await store.ReceiptAsync(tenant, receipt, cancellationToken);
            if (known is null && book.Unfinished(tenant).All(entry => entry.Order.Receipt != receipt))
            {
                throw AdministrationException.Usage($"The tenant {tenant} has no order with the receipt \"{receipt}\".");
            }

            var step = known is { LogClearedAt: not null } ? 2 : known is { IsDone: true } ? 1 : 0;
            if (step == 2)
            {
                yield return Conclude(known!);
                yield break;
            }

            if (step >= told)
            {
                yield return AdministrationLine.Progress(step == 0 ? "erasing from the store" : "clearing the log", step, 2);
                told = step + 1;
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private async Task<string> OrderAsync(string tenant, OperationArguments arguments)
    {
        var (user, account) = (arguments.Find("user") ?? "", arguments.Find("account") ?? "");
        var target = arguments.Require("target") == "account" ? ErasureTarget.Account : ErasureTarget.User;
        if (ErasureCheck.Fault(target, user, account) is { } fault)
        {
            throw AdministrationException.Usage(fault.Message);
        }

        var taking = target == ErasureTarget.Account ? await taker.TakeAccountAsync(tenant, account) : await taker.TakeAsync(tenant, user, account);
        return taking.Status == WalAppendStatus.Durable
            ? taking.Receipt
            : throw new AdministrationException(taking.Status == WalAppendStatus.Full
                ? "The log is full, or there are more orders to erase than the collector keeps. Try again later."
                : "The collector could not write to its disk. Try again when it can.");
    }

    private static AdministrationLine Conclude(ErasureReceipt receipt) => AdministrationLine.Result(
        $"""
        Receipt {receipt.ReceiptId}: {(receipt.IsAccount ? "an account" : "a user")} of the tenant {receipt.Tenant}, SHA-256 {receipt.UserHash}
          ordered {receipt.OrderedAt:u}, erased {receipt.DoneAt:u}, gone from the log {receipt.LogClearedAt:u}
          {receipt.RawRows} events, {receipt.RollupRows} rows of the rollup, {receipt.AttributeRows} attributes, {receipt.QuarantineRows} rejected events; {receipt.RemainingRows} left
        """,
        receipt);
}
