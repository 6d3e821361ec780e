using CsTelemetry.ClickHouse.Auditing;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Exporting;
using CsTelemetry.ClickHouse.Retention;
using CsTelemetry.ClickHouse.Snapshots;
using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Administering.Auditing;
using CsTelemetry.Collector.Administering.BackingUp;
using CsTelemetry.Collector.Administering.Erasing;
using CsTelemetry.Collector.Administering.Exporting;
using CsTelemetry.Collector.Administering.Migrating;
using CsTelemetry.Collector.Administering.Retaining;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Receiving.Importing;
using CsTelemetry.Collector.Storing;

namespace CsTelemetry.Collector.Hosting.Administration;

/// <summary>Lists what an operator can have done.</summary>
internal static class AdministrationServices
{
    public static void AddAdministering(this IServiceCollection services, CollectorSettings settings)
    {
        var data = new DataFolder(settings.DataPath());
        data.RequireWhole();
        services.AddSingleton(data);
        services.AddSingleton(settings.Retention);
        services.AddSingleton<RawHorizon>();
        services.AddSingleton(provider => new RetentionStore(provider.GetRequiredService<StoreTopology>()));
        services.AddSingleton<RetentionKeeper>();
        services.AddSingleton<QuietTime>();
        services.AddSingleton<ErasureRound>();
        services.AddSingleton<IQuietWork>(provider => new QuietWorks(
            provider.GetRequiredService<ErasureRound>(), provider.GetRequiredService<DuplicateSweep>(), provider.GetRequiredService<QuietTime>()));
        services.AddSingleton(provider => new AuditStore(provider.GetRequiredService<StoreTopology>()));
        services.AddSingleton<OtherCollectors>();
        services.AddSingleton<MonthAudit>();
        services.AddSingleton(new RebuildPlan(settings.DataPath("rebuild.plan")));
        services.AddSingleton<IAdministrativeOperation, StatusOperation>();
        services.AddSingleton<IAdministrativeOperation, MigrateOperation>();
        services.AddSingleton<IAdministrativeOperation, AuditOperation>();
        services.AddSingleton<IAdministrativeOperation, RebuildOperation>();
        services.AddSingleton<IAdministrativeOperation, EraseOperation>();
        services.AddSingleton<ExportStore>();
        services.AddSingleton<IAdministrativeOperation, ExportOperation>();
        services.AddSingleton(provider => new SnapshotStore(provider.GetRequiredService<StoreTopology>()));
        services.AddSingleton<IAdministrativeOperation, BackupOperation>();
        services.AddSingleton<ImportIntake>();
        services.AddSingleton(new ImportProgress(data.File("imports")));
        services.AddSingleton<IAdministrativeOperation, ImportOperation>();
        services.AddSingleton<OperationCatalog>();
        services.AddHostedService<AdministrationSocket>();
    }
}
