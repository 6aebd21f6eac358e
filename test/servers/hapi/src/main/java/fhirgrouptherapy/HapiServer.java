package fhirgrouptherapy;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.batch2.jobs.export.BulkDataExportProvider;
import ca.uhn.fhir.batch2.jobs.imprt.BulkDataImportProvider;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.IDaoRegistry;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.config.HibernatePropertiesProvider;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.r5.JpaR5Config;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.config.util.ResourceCountCacheUtil;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirH2Dialect;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect;
import ca.uhn.fhir.jpa.provider.DaoRegistryResourceSupportedSvc;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.jpa.search.IStaleSearchDeletingSvc;
import ca.uhn.fhir.jpa.search.StaleSearchDeletingSvcImpl;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import ca.uhn.fhir.jpa.subscription.match.config.SubscriptionProcessorConfig;
import ca.uhn.fhir.jpa.subscription.match.deliver.email.IEmailSender;
import ca.uhn.fhir.jpa.subscription.submit.config.SubscriptionSubmitterConfig;
import ca.uhn.fhir.jpa.util.ResourceCountCache;
import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.CorsInterceptor;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.web.cors.CorsConfiguration;

/**
 * A HAPI FHIR JPA server for tests: loopback only. Arguments: the port (0: a free one), the FHIR version, R4 or R5, and
 * where PostgreSQL keeps its store the database's JDBC URL; without one it is in memory. Prints one line on stdout, READY
 * and its base URL, and ends when its stdin does.
 */
@Configuration
@Import({
  ThreadPoolFactoryConfig.class,
  SubscriptionSubmitterConfig.class,
  SubscriptionProcessorConfig.class,
  SubscriptionChannelConfig.class,
  JpaBatch2Config.class,
  Batch2JobsConfig.class
})
public class HapiServer {
  private static final String HOST = "127.0.0.1";
  private static int port;
  private static String database = "jdbc:h2:mem:fhir;DB_CLOSE_DELAY=-1";

  public static void main(String[] args) {
    PrintStream stdout = System.out;
    System.setOut(System.err); // whatever a library prints must not mix with READY
    String log = "org.slf4j.simpleLogger.";
    System.setProperty(log + "defaultLogLevel", "warn");
    // HAPI's own way of declaring a bean, said at every start
    String noise = "org.springframework.context.support.PostProcessorRegistrationDelegate$BeanPostProcessorChecker";
    System.setProperty(log + "log." + noise, "error");
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    Logger.getLogger("").setLevel(Level.WARNING); // Tomcat logs through java.util.logging
    endWithStdin();
    port = Integer.parseInt(args[0]);
    if (args.length > 2) database = args[2];
    Class<?> version = switch (args[1]) {
      case "R4" -> JpaR4Config.class;
      case "R5" -> JpaR5Config.class;
      default -> throw new IllegalArgumentException("The FHIR version is R4 or R5.");
    };
    SpringApplication app = new SpringApplication(HapiServer.class, version);
    app.setBannerMode(Banner.Mode.OFF);
    app.setAllowCircularReferences(true);
    app.setRegisterShutdownHook(false); // nothing outlives the process, so nothing is worth an orderly end
    var context = (ServletWebServerApplicationContext) app.run();
    stdout.println("READY http://" + HOST + ":" + context.getWebServer().getPort() + "/fhir");
    stdout.flush();
  }

  /** The parent holds our stdin: when it is gone, however it ended, so are we. */
  private static void endWithStdin() {
    Thread watcher = new Thread(() -> {
      try {
        while (System.in.read() != -1) {}
      } catch (IOException closed) {
        // the same as the end of the stream
      }
      System.exit(0);
    }, "stdin-watcher");
    watcher.setDaemon(true);
    watcher.start();
  }

  @Bean
  TomcatServletWebServerFactory tomcat() throws IOException {
    var factory = new TomcatServletWebServerFactory(port);
    factory.setAddress(InetAddress.getByName(HOST));
    File scratch = Files.createDirectories(Path.of("target", "tomcat")).toFile(); // else each run leaves one in /tmp
    factory.setBaseDirectory(scratch);
    factory.setDocumentRoot(scratch);
    factory.addConnectorCustomizers(connector -> connector.setProperty("relaxedQueryChars", "|"));
    return factory;
  }

  @Bean
  ServletRegistrationBean<RestfulServer> fhirServlet(
      IFhirSystemDao<?, ?> systemDao,
      ResourceProviderFactory resources,
      IJpaSystemProvider system,
      BulkDataImportProvider bulkImport,
      BulkDataExportProvider bulkExport,
      DatabaseBackedPagingProvider paging,
      JpaStorageSettings storage,
      ISearchParamRegistry searchParams,
      IValidationSupport validation) {
    var server = new RestfulServer(systemDao.getContext());
    server.registerProviders(resources.createProviders());
    server.registerProviders(system, bulkImport, bulkExport);
    server.setPagingProvider(paging);
    server.registerInterceptor(new CorsInterceptor(cors()));
    server.setServerConformanceProvider(
        new JpaCapabilityStatementProvider(server, systemDao, storage, searchParams, validation));
    var servlet = new ServletRegistrationBean<>(server, "/fhir/*");
    servlet.setLoadOnStartup(1);
    return servlet;
  }

  /** What a browser needs and no more: a header our client starts to send must be added here knowingly. */
  private static CorsConfiguration cors() {
    var cors = new CorsConfiguration();
    cors.addAllowedOriginPattern("*");
    cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
    cors.setAllowedHeaders(
        List.of("Authorization", "Content-Type", "Accept", "If-Match", "If-None-Exist", "Prefer"));
    cors.setExposedHeaders(List.of("Location", "Content-Location", "ETag"));
    return cors;
  }

  @Bean
  JpaStorageSettings storageSettings() {
    var settings = new JpaStorageSettings();
    settings.setReuseCachedSearchResultsForMillis(null); // else a search repeated within a minute is stale
    settings.setJobFastTrackingEnabled(true); // else each step of a job, as of $import, waits for a minute's timer
    return settings;
  }

  @Bean
  DataSource dataSource() {
    var source = new HikariDataSource();
    source.setJdbcUrl(database);
    source.setMaximumPoolSize(20);
    return source;
  }

  @Bean
  LocalContainerEntityManagerFactoryBean entityManagerFactory(
      ConfigurableListableBeanFactory beans, FhirContext fhir, JpaStorageSettings storage, DataSource source) {
    var factory = HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, fhir, storage);
    factory.setPersistenceUnitName("HAPI_PU");
    factory.setDataSource(source);
    boolean isPostgres = database.startsWith("jdbc:postgresql:");
    factory.setJpaPropertyMap(Map.of(
        "hibernate.dialect", (isPostgres ? HapiFhirPostgresDialect.class : HapiFhirH2Dialect.class).getName(),
        "hibernate.hbm2ddl.auto", "update",
        "hibernate.search.enabled", "false"));
    return factory;
  }

  @Bean
  @Primary
  JpaTransactionManager transactionManager(EntityManagerFactory factory) {
    return new JpaTransactionManager(factory);
  }

  @Bean
  @Primary
  HibernatePropertiesProvider hibernateProperties() {
    return new HibernatePropertiesProvider();
  }

  @Bean
  PartitionSettings partitionSettings() {
    return new PartitionSettings();
  }

  @Bean
  SubscriptionSettings subscriptionSettings() {
    return new SubscriptionSettings();
  }

  @Bean
  IEmailSender emailSender() {
    return details -> {};
  }

  @Bean
  DatabaseBackedPagingProvider pagingProvider() {
    return new DatabaseBackedPagingProvider();
  }

  @Bean
  IResourceSupportedSvc resourceSupportedSvc(IDaoRegistry daos) {
    return new DaoRegistryResourceSupportedSvc(daos);
  }

  @Bean("myResourceCountsCache")
  ResourceCountCache resourceCounts(IFhirSystemDao<?, ?> systemDao) {
    return ResourceCountCacheUtil.newResourceCountCache(systemDao);
  }

  @Bean
  IStaleSearchDeletingSvc staleSearchDeletingSvc() {
    return new StaleSearchDeletingSvcImpl();
  }
}
