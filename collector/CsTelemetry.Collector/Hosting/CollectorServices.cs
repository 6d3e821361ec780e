using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Erasing;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.ClickHouse.Quarantine;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Administering.Retaining;
using CsTelemetry.Collector.Admitting;
using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Hosting.Administration;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Knowing.Importing;
using CsTelemetry.Collector.Knowing.Learning;
using CsTelemetry.Collector.Observing;
using CsTelemetry.Collector.Proving;
using CsTelemetry.Collector.Quarantining;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Receiving;
using CsTelemetry.Collector.Receiving.Http;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Scraping;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Validating;
using CsTelemetry.Collector.Zones;
using CsTelemetry.Grpc;
using CsTelemetry.Wal;
using Microsoft.AspNetCore.OpenApi;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Lists the collector's parts in the order of the data.</summary>
internal static class CollectorServices
{
    // The contract's limit; a batch is at most this on the wire and when inflated.
    private const int MaxBatchBytes = 1024 * 1024;

    public static void AddCollector(this IServiceCollection services, CollectorSettings settings, StoreTopology topology)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings.Store);
        services.AddTenancy(settings);
        services.AddSingleton<Books>();
        services.AddSingleton<BooksMetrics>();
        services.AddSingleton<CollectorHealth>();
        services.AddSingleton<DrainRate>();
        services.AddSingleton<MetricsRegistry>();
        services.AddSingleton<HealthMetrics>();
        services.AddSingleton(_ => new OtlpExport(settings.Collector.Otlp));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Collector.ShutdownTimeout);
        services.AddGrpcServer(grpc => grpc.MaxReceiveMessageBytes = MaxBatchBytes);
        services.AddSingleton(new ByteBudget(ByteBudget.DefaultLimitBytes));
        services.AddSingleton<PublishMessages>();
        services.AddSingleton(settings.Cardinality);
        services.AddSingleton<Cardinality>();
        services.AddAdmitting();
        services.AddSingleton<PublishHandler>();
        services.AddSingleton<ForgetHandler>();
        services.AddSingleton<QuarantineStore>();
        services.AddSingleton<QuarantineReplayer>();
        services.AddErasing(settings);
        services.AddShared(settings);
        services.AddAdministering(settings);
        services.AddAccepting(settings);
        services.AddStoring(settings, topology);
        services.AddQuerying();
        services.AddSingleton(settings.Metrics);
        services.AddSingleton<QueryGate>();
        services.AddSingleton(settings.Api);
        services.AddKnowing(settings);
        services.AddScoring(settings);
        services.AddProving();
        services.AddApi();
        services.Configure<OpenApiOptions>(ApiDocument.Name, document => document.AddDocumentTransformer((content, _, _) =>
        {
            IntakeDocument.Describe(content);
            return Task.CompletedTask;
        }));
    }

    private static void AddTenancy(this IServiceCollection services, CollectorSettings settings)
    {
        services.AddSingleton(settings.Tenants);
        services.AddSingleton<TenantDirectory>();
        services.AddSingleton(new KeyFile(settings.DataPath("keys.json")));
        services.AddSingleton<KeyUsage>();
        services.AddSingleton(new KeyUsageFile(settings.DataPath("keys.used.json")));
        services.AddSingleton<TenancyMetrics>();
        services.AddSingleton<KeyAuthenticator>();
        services.AddHostedService<KeyUsageService>();
        services.AddHostedService<TenantReload>();
        services.AddSingleton(new AuditFiles(settings.DataPath()));
        services.AddSingleton<IAdministrativeLog, AuditLog>();
        services.AddSingleton<AuditReader>();
    }

    private static void AddAdmitting(this IServiceCollection services)
    {
        services.AddSingleton(new TurnLimits());
        services.AddSingleton<QuotaGate>();
        services.AddSingleton<TurnGate>();
        services.AddSingleton<AdmissionMetrics>();
        services.AddSingleton<OverQuotaLog>();
        services.AddSingleton<TenantDoor>();
    }

    private static void AddAccepting(this IServiceCollection services, CollectorSettings settings)
    {
        services.AddSingleton(provider => WriteAheadLog.Open(
            new WalOptions { Directory = settings.DataPath("log"), MaxTotalBytes = settings.Collector.MaxLogBytes },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WriteAheadLog>>()));
        services.AddSingleton<BatchMemory>();
        services.AddSingleton(new BatchMemoryFile(settings.DataPath("batches.memory")));
        services.AddSingleton<BatchMemoryKeeper>();
        services.AddSingleton<IRetirementWitness>(provider => new RetirementWitnesses(
            provider.GetRequiredService<BatchMemoryKeeper>(), provider.GetRequiredService<ErasureKeeper>(), provider.GetRequiredService<AccountZonesKeeper>()));
        services.AddSingleton<AccountZones>();
        services.AddSingleton(provider => new AccountZonesKeeper(
            provider.GetRequiredService<AccountZones>(), new CheckedFile(settings.DataPath("zones.memory")), provider.GetRequiredService<ILogger<AccountZonesKeeper>>()));
        services.AddSingleton<BatchAcceptor>();
        services.AddSingleton(new JournalDigests(settings.DataPath("digests")));
        services.AddSingleton(provider => new UnreadRecords(settings.DataPath(UnreadRecords.FolderName), provider.GetRequiredService<ILogger<UnreadRecords>>()));
    }

    private static void AddErasing(this IServiceCollection services, CollectorSettings settings)
    {
        services.AddSingleton<Tombstones>();
        services.AddSingleton<IntakeGate>();
        services.AddSingleton<ErasureBook>();
        services.AddSingleton<IErasureHorizon>(provider => provider.GetRequiredService<ErasureBook>());
        services.AddSingleton(new ErasureFile(settings.DataPath("erasures.memory")));
        services.AddSingleton<ErasureKeeper>();
        services.AddSingleton<ErasureMetrics>();
        services.AddSingleton<ErasureTaker>();
        services.AddSingleton<ErasureRound>();
    }

    // An embedded store is one collector's alone: there the orders stay with it, the store does not name whom they are about, and nobody else changes what is known.
    private static void AddShared(this IServiceCollection services, CollectorSettings settings)
    {
        if (settings.ClickHouse.Url is not null)
        {
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ChangeClaims>(provider, provider.GetRequiredService<WriteAheadLog>().Id));
            services.AddSingleton(provider => provider.GetRequiredService<ErasureStore>().Shared);
            services.AddHostedService(provider => ActivatorUtilities.CreateInstance<OrderWatch>(provider, provider.GetRequiredService<WriteAheadLog>().Id));
        }
    }

    private static void AddStoring(this IServiceCollection services, CollectorSettings settings, StoreTopology topology)
    {
        services.AddSingleton(topology);
        services.AddSingleton(topology.Client);
        services.AddSingleton(provider => new SchemaMigrator(topology, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SchemaMigrator>>()));
        services.AddSingleton(provider => new LandingStore(topology, () => provider.GetRequiredService<RawHorizon>().FirstWholeDay));
        services.AddSingleton(new MergeTuning(topology));
        services.AddSingleton(new ErasureStore(topology));
        services.AddSingleton<QuarantineMetrics>();
        services.AddSingleton<StoreParts>();
        services.AddSingleton(provider => new DuplicateBatches(topology, provider.GetRequiredService<WriteAheadLog>().Id));
        services.AddSingleton<DuplicateMetrics>();
        services.AddSingleton(provider => provider.GetRequiredService<StoreParts>().Window);
        services.AddSingleton<ILatelyVerified>(provider => provider.GetRequiredService<StoreParts>().Recent);
        services.AddSingleton<DuplicateSweep>();
        services.AddSingleton<Persistence>();
        services.AddSingleton(Recover);
        services.AddSingleton<StoreWriter>();
        services.AddSingleton<Readiness>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<StoreService>(provider, settings.Collector));
        services.AddSingleton<ZoneQueries>();
        services.AddHostedService<ZoneWatch>();
        services.AddHostedService<JournalDigester>();
    }

    private static void AddQuerying(this IServiceCollection services)
    {
        services.AddSingleton<PortfolioQueries>();
        services.AddSingleton<FeatureQueries>();
        services.AddSingleton<AccountQueries>();
        services.AddSingleton<IngestionQueries>();
        services.AddSingleton<ErasureQueries>();
        services.AddSingleton<ScoringQueries>();
        services.AddSingleton<LandedQueries>();
    }

    private static void AddScoring(this IServiceCollection services, CollectorSettings settings)
    {
        services.AddSingleton(settings.Scoring);
        services.AddSingleton<ScoreStore>();
        services.AddSingleton<ScoreModelStore>();
        services.AddSingleton<RestatementStore>();
        services.AddSingleton<ScoreKeeping>();
        services.AddSingleton<CompleteDays>();
        services.AddSingleton<ScoreModels>();
        services.AddSingleton<ScoreBases>();
        services.AddSingleton<BandBook>();
        services.AddSingleton<ScoreInputReader>();
        services.AddSingleton<ScoreComputer>();
        services.AddSingleton<ScoreRunner>();
        services.AddSingleton<ScoreRegenerator>();
        services.AddSingleton<StoredPortfolios>();
        services.AddSingleton<LivePortfolios>();
        services.AddSingleton<Portfolios>();
        services.AddSingleton<ModelDesk>();
        services.AddSingleton<CoreUseQueries>();
        services.AddSingleton<RowMeasures>();
        services.AddSingleton<ModelPreview>();
        services.AddSingleton<ScoreSchedule>();
        services.AddSingleton<StoredDays>();
        services.AddSingleton<ScoreBacklog>();
        services.AddSingleton<TenantScoring>();
        services.AddSingleton<LandedWatch>();
        services.AddSingleton<KnowledgeWatch>();
        services.AddSingleton<ErasureWatch>();
        services.AddSingleton<ScoreRound>();
        services.AddSingleton<ScoreMetrics>();
        services.AddSingleton(_ => new BackgroundThreads("scores", Environment.ProcessorCount, settings.Collector.BackgroundNiceness));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<ScoreService>(
            provider, provider.GetRequiredService<WriteAheadLog>().Id, provider.GetRequiredService<BackgroundThreads>()));
    }

    private static void AddKnowing(this IServiceCollection services, CollectorSettings settings)
    {
        services.AddSingleton(settings.Knowledge);
        services.AddSingleton<KnowledgeStore>();
        services.AddSingleton<KnowledgeFeed>();
        services.AddSingleton<KnowledgeMetrics>();
        services.AddSingleton<KnowledgeBook>();
        services.AddSingleton<KnowledgeImport>();
        services.AddHostedService<KnowledgeRefresher>();
        services.AddHostedService<ToldZones>();
        services.AddSingleton<AttributeStore>();
        services.AddSingleton<KnowledgeLearner>();
        services.AddHostedService<LearningService>();
    }

    private static StoreState Recover(IServiceProvider provider)
    {
        var memory = provider.GetRequiredService<BatchMemory>();
        var books = provider.GetRequiredService<Books>();
        provider.GetRequiredService<BatchMemoryKeeper>().Restore();
        provider.GetRequiredService<ErasureKeeper>().Restore();
        provider.GetRequiredService<AccountZonesKeeper>().Restore();
        var state = JournalRecovery.Run(
            provider.GetRequiredService<WriteAheadLog>(), memory, provider.GetRequiredService<ErasureBook>(), provider.GetRequiredService<AccountZones>(), books, provider.GetRequiredService<JournalDigests>(), provider.GetRequiredService<UnreadRecords>());
        var read = books.Read();
        Log.Recovered(provider.GetRequiredService<ILogger<StoreWriter>>(), read.Accepted, read.Pending, memory.ClientCount);
        return state;
    }
}
